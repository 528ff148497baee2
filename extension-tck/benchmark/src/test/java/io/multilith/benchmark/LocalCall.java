package io.multilith.benchmark;

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
    private static final int DIRECT_CALLS = 5_000_000;
    private static final int CLIENT_CALLS = 50_000;

    private final LocalEcho bean;
    private final EchoClient.Waiting client;

    @Inject
    LocalCall(LocalEcho bean, @RemoteService("local-echo") EchoClient.Waiting client) {
        this.bean = bean;
        this.client = client;
    }

    Stream<Figure> measure() {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> micros(DIRECT_CALLS, () -> bean.echo("hello")),
                () -> micros(CLIENT_CALLS, () -> client.echo("hello")));
        return Stream.of(Figure.difference("local call, echo(String), us", rounds.baselineMedian(Double::doubleValue),
                rounds.ourMedian(Double::doubleValue), "us", "<= 5 us"));
    }

    private static double micros(int calls, Supplier<String> call) {
        var length = 0L;
        var begin = System.nanoTime();
        for (var i = 0; i < calls; i++) {
            length += call.get().length();
        }
        var nanos = System.nanoTime() - begin;
        if (length != 5L * calls) {
            throw new IllegalStateException("wrong answers");
        }
        return nanos / 1e3 / calls;
    }
}
