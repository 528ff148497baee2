package io.multilith.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One Open Liberty with the benchmark's WAR, in a JVM of its own with both compilers. */
final class LibertyServer implements AutoCloseable {
    private static final String NAME = "benchmark";

    private final Process process;

    private LibertyServer(Process process) {
        this.process = process;
    }

    /** Starts one; it does not wait until it is ready. */
    static LibertyServer start(int port, int amqpPort) {
        var user = Path.of("liberty").toAbsolutePath();
        var server = user.resolve("servers").resolve(NAME);
        var home = Path.of(System.getProperty("liberty.home"));
        var tools = home.resolve("bin/tools");
        try {
            Files.createDirectories(server.resolve("dropins"));
            Files.copy(Path.of(System.getProperty("liberty.config"), "combined", "server.xml"),
                    fresh(server, "server.xml"));
            Files.copy(Path.of("benchmark.war"), fresh(server.resolve("dropins"), "benchmark.war"));
            var builder = new ProcessBuilder(List.of(ProcessHandle.current().info().command().orElseThrow(),
                    "@" + home.resolve("lib/platform/java/java9.options"),
                    "-javaagent:" + tools.resolve("ws-javaagent.jar"), "-Dhttp.port=" + port, "-Damqp-port=" + amqpPort,
                    "-Dmultilith.embedded-broker.directory=" + server.resolve("broker"), "-jar",
                    tools.resolve("ws-server.jar").toString(), NAME, "--clean"));
            builder.environment().put("WLP_USER_DIR", user.toString());
            return new LibertyServer(builder.directory(server.toFile()).redirectErrorStream(true)
                    .redirectOutput(server.resolve("console.log").toFile()).start());
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    private static Path fresh(Path directory, String name) throws IOException {
        var file = directory.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
