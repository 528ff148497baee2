package io.multilith.benchmark;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import io.multilith.rpc.RemoteService;

/** A call to a service of the same container through its client, beside one of the bean itself. */
@Dependent
public class LocalCall {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int CALLS_AT_A_TIME = 100;

    private final LocalEcho bean;
    private final EchoClient.Waiting client;
    private final EchoClient.Waiting direct;

    @Inject
    LocalCall(LocalEcho bean, @RemoteService("local-echo") EchoClient.Waiting client,
            @RemoteService("direct-echo") EchoClient.Waiting direct) {
        this.bean = bean;
        this.direct = direct;
        this.client = client;
    }

    Stream<Figure> measure() {
        return Stream.of(measure("local call, direct, echo(String), us", direct, "<= 5 us"),
                measure("local call, as JSON, echo(String), us", client, "stated"));
    }

    private Figure measure(String name, EchoClient.Waiting called, String target) {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> micros(() -> bean.echo("hello")),
                () -> micros(() -> called.echo("hello")));
        return Figure.difference(name, rounds.baselineMedian(Double::doubleValue),
                rounds.ourMedian(Double::doubleValue), "us", target);
    }

    /** The clock is read but now and then: that takes about as long as a direct call. */
    private static double micros(Supplier<String> call) {
        var calls = 0L;
        var length = 0L;
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < ROUND_NANOS) {
            for (var i = 0; i < CALLS_AT_A_TIME; i++) {
                length += call.get().length();
            }
            calls += CALLS_AT_A_TIME;
        }
        var nanos = System.nanoTime() - begin;
        if (length != "hello".length() * calls) {
            throw new IllegalStateException("wrong answers");
        }
        return nanos / 1e3 / calls;
    }
}
