package io.multilith.tck.liberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipFile;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The demo in two servers, with the broker of the WAR and a database as processes and servers of their own. */
final class SplitServers implements AutoCloseable {
    private static final String LIBRARIES = "WEB-INF/lib/";

    private final MongoServer database = new MongoServer(new MemoryBackend());
    private final Process broker;
    private final LibertyProcess power;
    private final LibertyProcess api;

    SplitServers() throws IOException {
        var port = LibertyProcess.freePort();
        broker = startBroker(port);
        var keys = new HashMap<>(Map.of("amqp-port", Integer.toString(port)));
        api = new LibertyProcess("split/api", keys);
        keys.put("multilith.power.backend", "mongodb");
        keys.put("multilith.mongodb.url", database.bindAndGetConnectionString() + "/power");
        power = new LibertyProcess("split/power", keys);
    }

    /** As the demo does it: with the libraries of the WAR. */
    private static Process startBroker(int port) throws IOException {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "split")), "broker");
        try (var war = new ZipFile("target/multilith-sample.war")) {
            for (var entry : war.stream().filter(each -> each.getName().matches(LIBRARIES + ".+\\.jar")).toList()) {
                Files.copy(war.getInputStream(entry), folder.resolve(entry.getName().substring(LIBRARIES.length())));
            }
        }
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                folder + "/*", "-Damqp-port=" + port, "-Dmultilith.embedded-broker.directory=" + folder.resolve("data"),
                "io.multilith.broker.BrokerServer").redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile()).start();
    }

    /** Returns when each knows what the other has. */
    SplitServers start() {
        power.start();
        api.start();
        await().atMost(Patience.TIMEOUT).untilAsserted(() -> {
            assertThat(power.client().get("api/").body()).contains("greeter");
            assertThat(api.client().get("api/").body()).contains("\"power\"", "power-worker");
        });
        return this;
    }

    /** Where "power" and its worker are. */
    LibertyProcess power() {
        return power;
    }

    /** Where all else is. */
    LibertyProcess api() {
        return api;
    }

    @Override
    public void close() {
        api.close();
        power.close();
        broker.destroy();
        database.shutdownNow();
        await().atMost(Patience.START).until(() -> !broker.isAlive());
    }
}
