package io.multilith.tck.liberty;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A WAR on an Open Liberty of its own, configured as {@code mvn -Pdemo -Dstore=...} does; can be stopped and started. */
final class LibertyProcess implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of(System.getProperty("multilith.tck.liberty-config"));
    private static final Path LIBERTY = Path.of(System.getProperty("multilith.tck.liberty-home"));
    private static final Path USER = Path.of("target", "liberty").toAbsolutePath();

    private final String name;
    private final Path folder;
    private final URI uri;
    private Process process;

    /**
     * Puts the server together; it does not run yet.
     *
     * @param store
     *            a folder of openliberty-config
     * @param properties
     *            what a user says on the command line
     */
    LibertyProcess(String store, Map<String, String> properties) throws IOException {
        this(store, properties, Sample.war());
    }

    /** With another WAR, at the sample's place. */
    LibertyProcess(String store, Map<String, String> properties, WebArchive war) throws IOException {
        var http = freePort();
        name = store.replace('/', '-') + "-" + http;
        folder = Files.createDirectories(USER.resolve("servers").resolve(name));
        uri = URI.create("http://localhost:" + http + "/");
        for (var part : new Path[]{CONFIGURATION.resolve("combined"), CONFIGURATION.resolve(store),
                CONFIGURATION.resolve("target").resolve(store)}) {
            copy(part);
        }
        Files.createDirectories(folder.resolve("dropins"));
        war.as(ZipExporter.class).exportTo(folder.resolve("dropins/multilith-sample.war").toFile());
        var bootstrap = new Properties();
        bootstrap.putAll(Map.of("http.port", Integer.toString(http), "amqp-port", Integer.toString(freePort()),
                "mp.openapi.scan.disable", "true")); // seconds of each start
        bootstrap.putAll(properties);
        try (var file = Files.newOutputStream(folder.resolve("bootstrap.properties"))) {
            bootstrap.store(file, null);
        }
    }

    private void copy(Path part) throws IOException {
        if (Files.notExists(part)) {
            return; // not every store brings a driver
        }
        try (Stream<Path> files = Files.walk(part)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(part.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Adds to the server's configuration before it is started. */
    void configure(String name, String xml) throws IOException {
        var overrides = Files.createDirectories(folder.resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve(name), xml);
    }

    /** Returns when the sample is ready. */
    void start() {
        var builder = new ProcessBuilder(LIBERTY.resolve("bin/server").toString(), "run", name)
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "console.log"));
        builder.environment().put("WLP_USER_DIR", USER.toString());
        try {
            process = builder.start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
        await().atMost(Patience.START).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
            assertThat(process.isAlive()).as("see console.log in %s", folder).isTrue();
            assertThat(client().get("health/ready").status()).isEqualTo(200);
            assertThat(client().get("api/").status()).isEqualTo(200);
        });
    }

    void stop() {
        end(ProcessHandle::destroy);
    }

    private void end(Consumer<ProcessHandle> by) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(by); // the script may have started Java or become it
        await().atMost(Patience.START).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** What lives in its heap, by class. */
    String histogram() throws IOException {
        var java = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(one -> one.info().command().filter(command -> command.endsWith("java")).isPresent()).findFirst()
                .orElseThrow();
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(tool, Long.toString(java.pid()), "GC.class_histogram").start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** As a crash does. */
    void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    URI uri() {
        return uri;
    }

    SampleClient client() {
        return new SampleClient(uri);
    }

    /** Errors and warnings since it started, but that SmallRye's metrics are not there, and that it was asked too early. */
    List<String> complaints() throws IOException {
        return Files.readAllLines(folder.resolve("logs/messages.log")).stream()
                .filter(line -> line.matches("\\[.*] \\w+ \\S+ +[WE] .*"))
                .filter(line -> Stream.of("MetricDecorator", "CWMMH0053W").noneMatch(line::contains)).toList();
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
    }
}
