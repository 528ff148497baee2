package io.multilith.tck.liberty;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * Follows a collection as a Centrifugo client does, over sockets that it drops at random, and goes on from where it was. Counts
 * what it was told: a change that is missing or comes twice is a fault.
 */
final class ResumingSubscriber {
    private static final Duration LONGEST_SOCKET = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Map<String, JsonObject> records = new TreeMap<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final HttpClient http;
    private final URI uri;
    private final String collection;
    private final ScheduledExecutorService clock;
    private final Random random;
    private Optional<Connection> current = Optional.empty();
    private Optional<String> epoch = Optional.empty();
    private long offset;
    private int recoveries;
    private int resets;
    private boolean drops = true;
    private boolean ended;

    ResumingSubscriber(HttpClient http, URI uri, String collection, ScheduledExecutorService clock, long seed) {
        this.http = http;
        this.uri = uri;
        this.collection = collection;
        this.clock = clock;
        this.random = new Random(seed);
    }

    synchronized void connect() {
        if (ended) {
            return;
        }
        var connection = new Connection();
        current = Optional.of(connection);
        http.newWebSocketBuilder().connectTimeout(Patience.TIMEOUT).buildAsync(uri, connection)
                .whenComplete((socket, refused) -> {
                    if (refused != null) {
                        lose(connection);
                    }
                });
    }

    /** From now on it stays where it is. */
    synchronized void settle() {
        drops = false;
    }

    synchronized void end() {
        ended = true;
        current.ifPresent(Connection::abort);
    }

    synchronized Map<String, JsonObject> records() {
        return Map.copyOf(records);
    }

    List<String> faults() {
        return faults;
    }

    synchronized int recoveries() {
        return recoveries;
    }

    synchronized int resets() {
        return resets;
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(1 + random.nextInt((int) longest.toMillis()));
    }

    private synchronized void drop(Connection connection) {
        if (drops && isCurrent(connection)) {
            connection.abort();
            lose(connection);
        }
    }

    private boolean isCurrent(Connection connection) {
        return current.filter(open -> open == connection).isPresent();
    }

    private synchronized void lose(Connection connection) {
        if (isCurrent(connection)) {
            current = Optional.empty();
            clock.schedule(this::connect, upTo(LONGEST_PAUSE).toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void receive(Connection connection, JsonObject frame) {
        if (!isCurrent(connection)) {
            return;
        }
        if (frame.isEmpty()) {
            connection.send("{}");
        } else if (frame.containsKey("connect")) {
            connection.send(subscribe());
        } else if (frame.containsKey("subscribe")) {
            begin(frame.getJsonObject("subscribe"));
            clock.schedule(() -> drop(connection), upTo(LONGEST_SOCKET).toMillis(), TimeUnit.MILLISECONDS);
        } else if (frame.containsKey("push")) {
            apply(frame.getJsonObject("push").getJsonObject("pub"));
        } else {
            faults.add("unexpected: " + frame);
        }
    }

    private String subscribe() {
        var command = Json.createObjectBuilder().add("channel", collection).add("data",
                Json.createObjectBuilder().add("snapshot", true));
        epoch.ifPresent(known -> command.add("recover", true).add("epoch", known).add("offset", offset));
        return Json.createObjectBuilder().add("id", 2).add("subscribe", command).build().toString();
    }

    private void begin(JsonObject start) {
        if (start.getBoolean("recovered", false)) {
            recoveries++;
            start.getJsonArray("publications").getValuesAs(JsonObject.class).forEach(this::apply);
            if (offset != position(start) || !epoch.equals(Optional.of(start.getString("epoch")))) {
                faults.add("recovered up to " + offset + " of " + start);
            }
            return;
        }
        if (epoch.isPresent()) {
            resets++;
            if (epoch.get().equals(start.getString("epoch"))) {
                faults.add("lost its position in a log that is still there, " + offset);
            }
        }
        epoch = Optional.of(start.getString("epoch"));
        offset = position(start);
        records.clear();
        start.getJsonArray("data").getValuesAs(JsonObject.class)
                .forEach(record -> records.put(record.getString("id"), record));
    }

    private void apply(JsonObject publication) {
        if (position(publication) != offset + 1) {
            faults.add("after " + offset + " came " + publication);
        }
        offset = position(publication);
        var event = publication.getJsonObject("data");
        var id = event.getString("subject");
        if (event.getString("type").endsWith(".removed")) {
            records.remove(id);
        } else {
            records.put(id, event.getJsonObject("data").getJsonObject("resource"));
        }
    }

    private static long position(JsonObject message) {
        return message.getJsonNumber("offset").longValueExact();
    }

    private final class Connection implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private volatile WebSocket socket;

        @Override
        public void onOpen(WebSocket opened) {
            socket = opened;
            send("{\"id\":1,\"connect\":{}}");
            opened.request(1);
        }

        void send(String frame) {
            socket.sendText(frame, true).exceptionally(gone -> {
                lose(this);
                return socket;
            });
        }

        void abort() {
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                var frame = Answer.parse(partial.toString()).asJsonObject();
                partial.setLength(0);
                receive(this, frame);
            }
            source.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket source, int code, String reason) {
            lose(this);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket source, Throwable fault) {
            lose(this);
        }
    }
}
