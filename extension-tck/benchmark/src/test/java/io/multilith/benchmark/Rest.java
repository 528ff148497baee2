package io.multilith.benchmark;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.vertx.core.http.HttpMethod;

/** A collection over HTTP beside the same written by hand, both on one Open Liberty, asked over 50 connections. */
final class Rest {
    private static final int CONNECTIONS = 50;
    private static final int PARTS = 10_000;
    private static final int WARM_UP = Integer.getInteger("warm", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String JSON = "application/json";
    private static final String OURS = "/benchmark/api/part";
    private static final String BARE = "/benchmark/api/bare-part";
    private static final String OUR_QUERY = "?number[$gte]=5000&$sort[name]=1&$limit=25".replace("[", "%5B")
            .replace("]", "%5D");

    private final Random random = new Random(1);
    private final RestClient client;

    private Rest(RestClient client) {
        this.client = client;
    }

    static Stream<Figure> measure() {
        var port = Ports.free();
        try (var server = LibertyServer.start(port, Ports.free());
                var client = new RestClient(port, CONNECTIONS)) {
            var rest = new Rest(client);
            rest.awaitReady(server);
            rest.fill(BARE);
            rest.fill(OURS);
            return Stream.of(
                    rest.compare("GET one", ">= 0.85x", rest::get),
                    rest.compare("GET 25 of 10,000, filtered, sorted", ">= 0.85x", rest::find),
                    rest.compare("PATCH", ">= 0.75x", rest::patch),
                    rest.compare("POST", ">= 0.75x", rest::create)).toList().stream();
        }
    }

    private void awaitReady(LibertyServer server) {
        for (var tries = 0; tries < 600; tries++) {
            try {
                client.ask(HttpMethod.GET, "/health/ready", JSON, "", 200).toCompletableFuture().join();
                client.ask(HttpMethod.GET, BARE, JSON, "", 200).toCompletableFuture().join();
                return;
            } catch (RuntimeException notYet) {
                if (!server.isAlive()) {
                    throw new IllegalStateException("Open Liberty ended", notYet);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
        throw new IllegalStateException("Open Liberty is not ready after two minutes.");
    }

    private void fill(String path) {
        CompletableFuture.allOf(IntStream.range(0, PARTS)
                .mapToObj(i -> client.ask(HttpMethod.POST, path, JSON, part("\"id\":\"p" + i + "\",", i), 201))
                .map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new)).join();
    }

    private Figure compare(String what, String target, Function<String, CompletionStage<String>> request) {
        var load = new Load(CONNECTIONS, ROUND);
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> load.run(in -> request.apply(BARE).thenApply(out -> in)),
                () -> load.run(in -> request.apply(OURS).thenApply(out -> in)));
        return Figure.ratio("HTTP, " + what + ", requests/s", rounds.baselineMedian(Load.Result::perSecond),
                rounds.ourMedian(Load.Result::perSecond), target);
    }

    private CompletionStage<String> get(String path) {
        return client.ask(HttpMethod.GET, path + "/p" + random.nextInt(PARTS), JSON, "", 200);
    }

    private CompletionStage<String> find(String path) {
        return client.ask(HttpMethod.GET, path + (path.equals(BARE) ? "?from=5000" : OUR_QUERY), JSON, "", 200);
    }

    private CompletionStage<String> patch(String path) {
        return client.ask(HttpMethod.PATCH, path + "/p" + random.nextInt(PARTS), "application/merge-patch+json",
                "{\"number\":" + random.nextInt(PARTS) + "}", 200);
    }

    private CompletionStage<String> create(String path) {
        return client.ask(HttpMethod.POST, path, JSON, part("", random.nextInt(PARTS)), 201);
    }

    private static String part(String id, int number) {
        return "{" + id + "\"name\":\"Part " + (number * 7919 % PARTS) + "\",\"number\":" + number
                + ",\"stocked\":true,\"weight\":1.5}";
    }
}
