package io.multilith.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.multilith.benchmark.RestClient.Ask;
import io.vertx.core.http.HttpMethod;

/** A collection over HTTP beside the same written by hand, both on one Open Liberty, asked over 50 connections. */
final class Rest {
    private static final int CONNECTIONS = 50;
    private static final int PARTS = 10_000;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 7;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String JSON = "application/json";
    private static final String OURS = "/benchmark/api/part";
    private static final String BARE = "/benchmark/api/bare-part";
    private static final String OUR_QUERY = "?number%5B$gte%5D=5000&$sort%5Bname%5D=1&$limit=25";

    private final Random random = new Random(1);
    private final RestClient client;

    private Rest(RestClient client) {
        this.client = client;
    }

    static Stream<Figure> measure() {
        var port = Ports.free();
        try (var server = startServer(port); var client = new RestClient(port, CONNECTIONS)) {
            var rest = new Rest(client);
            server.awaitReady(port, BARE, OURS);
            rest.fill(BARE);
            rest.fill(OURS);
            return Stream.of(
                    rest.compare("GET one", ">= 0.85x", rest::get),
                    rest.compare("list 25 of 10,000", ">= 0.85x", rest::find),
                    rest.compare("PATCH", ">= 0.75x", rest::patch),
                    rest.compare("POST", ">= 0.75x", rest::create)).toList().stream();
        }
    }

    private static LibertyServer startServer(int port) {
        return LibertyServer.start("benchmark", List.of("combined"),
                Map.of("http.port", String.valueOf(port), "amqp-port", String.valueOf(Ports.free())));
    }

    private void fill(String path) {
        client.run(IntStream.range(0, PARTS)
                .mapToObj(i -> new Ask(HttpMethod.POST, path, JSON, part("\"id\":\"p" + i + "\",", i), 201)));
    }

    private Figure compare(String what, String target, Function<String, Ask> asks) {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> round(() -> asks.apply(BARE)),
                () -> round(() -> asks.apply(OURS)));
        return Figure.ratio("HTTP, " + what + ", requests/s", rounds.baselineMedian(Double::doubleValue),
                rounds.ourMedian(Double::doubleValue), target);
    }

    private double round(Supplier<Ask> asks) {
        var end = System.nanoTime() + ROUND.toNanos();
        return client.run(Stream.generate(asks).takeWhile(ask -> System.nanoTime() < end));
    }

    private Ask get(String path) {
        return new Ask(HttpMethod.GET, path + "/p" + random.nextInt(PARTS), JSON, "", 200);
    }

    private Ask find(String path) {
        return new Ask(HttpMethod.GET, path + (path.equals(BARE) ? "?from=5000" : OUR_QUERY), JSON, "", 200);
    }

    private Ask patch(String path) {
        return new Ask(HttpMethod.PATCH, path + "/p" + random.nextInt(PARTS), "application/merge-patch+json",
                "{\"number\":" + random.nextInt(PARTS) + "}", 200);
    }

    private Ask create(String path) {
        return new Ask(HttpMethod.POST, path, JSON, part("", random.nextInt(PARTS)), 201);
    }

    private static String part(String id, int number) {
        return "{" + id + "\"name\":\"Part " + (number * 7919 % PARTS) + "\",\"number\":" + number
                + ",\"stocked\":true,\"weight\":1.5}";
    }
}
