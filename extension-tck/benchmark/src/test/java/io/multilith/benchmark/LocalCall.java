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

    @Inject
    LocalCall(LocalEcho bean, @RemoteService("local-echo") EchoClient.Waiting client) {
        this.bean = bean;
        this.client = client;
    }

    Stream<Figure> measure() {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> micros(() -> bean.echo("hello")),
                () -> micros(() -> client.echo("hello")));
        return Stream.of(Figure.difference("local call, echo(String), us", rounds.baselineMedian(Double::doubleValue),
                rounds.ourMedian(Double::doubleValue), "us", "<= 5 us"));
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
