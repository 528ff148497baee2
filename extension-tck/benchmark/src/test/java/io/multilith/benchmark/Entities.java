package io.multilith.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** A collection of entities beside the same inserted by hand, both on one Open Liberty and one PostgreSQL that writes to disk. */
final class Entities {
    private static final String USER = "postgres";
    private static final String OUR_CONFIGURATION = Path.of("test-classes/entity/server").toAbsolutePath().toString();
    private static final int INSERTS = 1_600;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 9;
    private static final int STARTING = 600;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    private Entities(int port) {
        this.port = port;
    }

    static Stream<Figure> measure() {
        var port = Ports.free();
        try (var database = startDatabase(); var server = startServer(port, database)) {
            var entities = new Entities(port);
            entities.awaitReady(server);
            return Stream.of(entities.compare(1, "<= 1.6x"), entities.compare(32, "stated")).toList().stream();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }

    /** As it would be in production; by itself it keeps nothing safe. */
    private static EmbeddedPostgres startDatabase() throws IOException {
        var database = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on").start();
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var settings = statement.executeQuery("SELECT setting FROM pg_settings WHERE name IN "
                        + "('fsync', 'synchronous_commit', 'full_page_writes')")) {
            while (settings.next()) {
                if (!settings.getString(1).equals("on")) {
                    throw new IllegalStateException("This PostgreSQL does not write to disk.");
                }
            }
            return database;
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    private static LibertyServer startServer(int port, EmbeddedPostgres database) {
        var variables = new HashMap<>(
                Map.of("http.port", String.valueOf(port), "amqp-port", String.valueOf(Ports.free())));
        variables.putAll(Map.of("postgresql.url", database.getJdbcUrl(USER, USER), "postgresql.user", USER,
                "postgresql.password", USER));
        return LibertyServer.start("entities", List.of("combined", "target/postgresql", OUR_CONFIGURATION), variables);
    }

    private void awaitReady(LibertyServer server) {
        for (var tries = 0; tries < STARTING; tries++) {
            if (isReady()) {
                return;
            }
            if (!server.isAlive()) {
                throw new IllegalStateException("Open Liberty ended");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        throw new IllegalStateException("Open Liberty is not ready after two minutes.");
    }

    private boolean isReady() {
        try {
            return ask(HttpRequest.newBuilder(address("/health/ready"))).startsWith("{")
                    && insert("bare", 1, 1) > 0 && insert("collection", 1, 1) > 0;
        } catch (IllegalStateException | UncheckedIOException notYet) {
            return false;
        }
    }

    private Figure compare(int writers, String target) {
        var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> insert("bare", writers, INSERTS / writers),
                () -> insert("collection", writers, INSERTS / writers));
        return Figure.ratio("JPA, insert, " + writers + (writers == 1 ? " writer" : " writers") + ", us",
                rounds.baselineMedian(Double::doubleValue), rounds.ourMedian(Double::doubleValue), target);
    }

    private double insert(String way, int writers, int inserts) {
        return Double.parseDouble(ask(HttpRequest
                .newBuilder(address("/entities/api/inserts/" + way + "?writers=" + writers + "&inserts=" + inserts))
                .POST(BodyPublishers.noBody())));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String ask(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Open Liberty answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }
}
