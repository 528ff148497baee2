package io.multilith.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

/** Sockets that are told of one writer's changes, beside a bare endpoint that broadcasts the same bytes, on one Open Liberty. */
final class Subscribers {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 7;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final int MANY = 5_000;
    private static final int FEW = 1_000;
    private static final int FILTERS = 1_000;
    private static final String CONNECT = "{\"id\":1,\"connect\":{}}\n";
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"([^\"]+)\"");

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final LibertyServer server;
    private final HttpClient http;
    private final WebSocketClient sockets;
    private int writes;

    private Subscribers(LibertyServer server, int port) {
        this.server = server;
        this.http = vertx.createHttpClient(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port));
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setDefaultHost("127.0.0.1")
                .setDefaultPort(port).setMaxConnections(4 * MANY));
    }

    /** What came of a round: messages that were delivered in a second, and what most of them took. */
    private record Delivered(double perSecond, double p99Micros) {}

    static Stream<Figure> measure() {
        var port = Ports.free();
        try (var server = LibertyServer.start("benchmark", List.of("combined"),
                Map.of("http.port", String.valueOf(port), "amqp-port", String.valueOf(Ports.free())))) {
            server.awaitReady(port, "/benchmark/api/part");
            return new Subscribers(server, port).measureAll().toList().stream();
        }
    }

    private Stream<Figure> measureAll() {
        send("/benchmark/api/part", HttpMethod.POST,
                "{\"id\":\"p0\",\"name\":\"n\",\"number\":0,\"stocked\":true,\"weight\":1.5}");
        var figures = new ArrayList<Figure>();
        figures.addAll(compare(MANY, "one filter", ">= 0.8x", number -> "part?number[$gt]=-1"));
        figures.addAll(compare(MANY, FILTERS + " filters", ">= 0.4x", Subscribers::distinct));
        figures.addAll(compare(FEW, "one filter", ">= 0.8x", number -> "part?number[$gt]=-1"));
        figures.addAll(compare(FEW, FILTERS + " filters", ">= 0.4x", Subscribers::distinct));
        figures.addAll(idle());
        return figures.stream();
    }

    private static String distinct(int number) {
        return "part?number[$gt]=-" + (1 + number % FILTERS);
    }

    private List<Figure> compare(int count, String filters, String target, IntFunction<String> channel) {
        var ours = crowd(channel);
        ours.open(count);
        var bare = new SocketCrowd(vertx, sockets, "/benchmark/bare", number -> "");
        bare.open(count);
        ours.tell(this::write);
        var frame = ours.last();
        var rounds = Rounds.alternate(WARM_UP, ROUNDS,
                () -> round(bare, () -> send("/benchmark/api/bare-broadcast", HttpMethod.PATCH, frame)),
                () -> round(ours, this::write));
        ours.drop();
        bare.drop();
        var what = String.format("%,d sockets, %s, ", count, filters);
        return List.of(ratio(rounds, what + "messages/s", Delivered::perSecond, target),
                ratio(rounds, what + "p99 us", Delivered::p99Micros, "<= 1.5x"));
    }

    private static Figure ratio(Rounds<Delivered> rounds, String what, Function<Delivered, Double> figure,
            String target) {
        return Figure.ratio(what, rounds.baselineMedian(figure::apply), rounds.ourMedian(figure::apply), target);
    }

    /** One write after the other, as soon as all were told. */
    private static Delivered round(SocketCrowd crowd, Runnable write) {
        var times = new ArrayList<Long>();
        var begin = System.nanoTime();
        while (System.nanoTime() - begin < ROUND.toNanos()) {
            times.addAll(crowd.tell(write));
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        var sorted = times.stream().mapToLong(time -> time).sorted().toArray();
        return new Delivered(sorted.length / seconds, sorted[(int) (sorted.length * 0.99)] / 1e3);
    }

    /** What each costs that does nothing, and how long it takes until all have come back after the network failed. */
    private List<Figure> idle() {
        var before = heapKilobytes();
        var bare = new SocketCrowd(vertx, sockets, "/benchmark/bare", number -> "");
        bare.open(MANY);
        var bareKilobytes = (heapKilobytes() - before) / MANY;
        bare.drop();
        var empty = heapKilobytes();
        var ours = crowd(number -> "part?number[$gt]=-1");
        ours.open(MANY);
        var ourKilobytes = (heapKilobytes() - empty) / MANY;
        ours.tell(this::write);
        var offset = Long.parseLong(ours.last().replaceFirst(".*\"offset\":(\\d+).*", "$1"));
        var epoch = EPOCH.matcher(ours.answer());
        if (!epoch.find()) {
            throw new IllegalStateException(ours.answer());
        }
        ours.drop();
        send("/benchmark/api/part/p0", HttpMethod.PATCH, patch());
        var again = new SocketCrowd(vertx, sockets, "/benchmark/realtime",
                number -> CONNECT
                        + "{\"id\":2,\"subscribe\":{\"channel\":\"part?number[$gt]=-1\",\"recover\":true,\"epoch\":\""
                        + epoch.group(1) + "\",\"offset\":" + offset + "}}");
        var begin = System.nanoTime();
        again.open(MANY);
        var seconds = (System.nanoTime() - begin) / 1e9;
        if (!again.answer().contains("\"recovered\":true")) {
            throw new IllegalStateException(again.answer());
        }
        again.drop();
        return List.of(
                new Figure("heap of an idle subscriber, KB", bareKilobytes, ourKilobytes, "", "<= 40 KB"),
                new Figure(String.format("%,d sockets come back and recover, s", MANY), 0, seconds, "", "<= 30 s"));
    }

    private SocketCrowd crowd(IntFunction<String> channel) {
        return new SocketCrowd(vertx, sockets, "/benchmark/realtime", number -> CONNECT
                + "{\"id\":2,\"subscribe\":{\"channel\":\"" + channel.apply(number) + "\"}}");
    }

    private void write() {
        send("/benchmark/api/part/p0", HttpMethod.PATCH, patch());
    }

    private String patch() {
        return "{\"number\":" + ++writes + "}";
    }

    /** From the event loop: whoever awaits it does so by what the sockets are told. */
    private void send(String path, HttpMethod method, String body) {
        http.request(new RequestOptions().setMethod(method).setURI(path).putHeader("Accept", "application/json")
                .putHeader("Content-Type",
                        method.equals(HttpMethod.PATCH) ? "application/merge-patch+json" : "application/json"))
                .compose(request -> request.send(Buffer.buffer(body)))
                .onComplete(answer -> {
                    if (answer.failed() || answer.result().statusCode() >= 300) {
                        System.err.println(path + " failed: " + answer);
                    }
                });
    }

    private double heapKilobytes() {
        try {
            var pid = String.valueOf(server.pid());
            new ProcessBuilder("jcmd", pid, "GC.run").start().getInputStream().readAllBytes();
            var said = new String(
                    new ProcessBuilder("jcmd", pid, "GC.heap_info").start().getInputStream().readAllBytes(),
                    StandardCharsets.UTF_8);
            var used = USED.matcher(said);
            if (!used.find()) {
                throw new IllegalStateException(said);
            }
            return Double.parseDouble(used.group(1));
        } catch (IOException noTool) {
            throw new UncheckedIOException(noTool);
        }
    }
}
