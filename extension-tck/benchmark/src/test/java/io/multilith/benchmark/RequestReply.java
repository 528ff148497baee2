package io.multilith.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/** Calls over the broker to a service in another JVM, ours beside the bare client's. */
final class RequestReply {
    private static final int WARM_UP = 15;
    private static final int ROUNDS = 9;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final BareCaller bare;
    private final EchoClient client;

    RequestReply(BareCaller bare, EchoClient client) {
        this.bare = bare;
        this.client = client;
    }

    /** The many calls first: the few would take minutes until all of their code is compiled. */
    Stream<Figure> measure() {
        return Stream.of(
                compare("100 in flight", 100, client.promising::echo),
                compare("one at a time", 1, text -> CompletableFuture.completedStage(client.waiting.echo(text))))
                .flatMap(List::stream);
    }

    private List<Figure> compare(String load, int inFlight, Function<String, CompletionStage<String>> ours) {
        var calls = new Load(inFlight, ROUND);
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> calls.run(bare::call), () -> calls.run(ours));
        return List.of(
                Figure.ratio("request/reply, " + load + ", calls/s", rounds.baselineMedian(Load.Result::perSecond),
                        rounds.ourMedian(Load.Result::perSecond), ">= 0.85x"),
                Figure.ratio("request/reply, " + load + ", p99 us", rounds.baselineMedian(Load.Result::p99Micros),
                        rounds.ourMedian(Load.Result::p99Micros), "<= 2x"));
    }
}
