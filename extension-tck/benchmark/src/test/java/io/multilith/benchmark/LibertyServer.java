package io.multilith.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import io.multilith.benchmark.RestClient.Ask;
import io.vertx.core.http.HttpMethod;

/** One Open Liberty with a WAR of the benchmark, in a JVM of its own with both compilers. */
final class LibertyServer implements AutoCloseable {
    private static final int STARTING = 600;

    private final Process process;

    private LibertyServer(Process process) {
        this.process = process;
    }

    /**
     * Starts one; it does not wait until it is ready.
     *
     * @param war
     *            without its extension: the server's name, too
     * @param configurations
     *            folders, seen from openliberty-config, that are copied over each other
     */
    static LibertyServer start(String war, List<String> configurations, Map<String, String> variables) {
        var user = Path.of("liberty").toAbsolutePath();
        var server = user.resolve("servers").resolve(war);
        var home = Path.of(System.getProperty("liberty.home"));
        var tools = home.resolve("bin/tools");
        try {
            remove(server);
            for (var configuration : configurations) {
                copy(Path.of(System.getProperty("liberty.config")).resolve(configuration), server);
            }
            copy(Path.of(war + ".war"), server.resolve("dropins").resolve(war + ".war"));
            var command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                    "@" + home.resolve("lib/platform/java/java9.options"),
                    "-javaagent:" + tools.resolve("ws-javaagent.jar"),
                    "-Dmultilith.embedded-broker.directory=" + server.resolve("broker")));
            variables.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.addAll(List.of("-jar", tools.resolve("ws-server.jar").toString(), war, "--clean"));
            var builder = new ProcessBuilder(command);
            builder.environment().put("WLP_USER_DIR", user.toString());
            return new LibertyServer(builder.directory(server.toFile()).redirectErrorStream(true)
                    .redirectOutput(server.resolve("console.log").toFile()).start());
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A file, or all in a folder, in place of what is there. */
    private static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var copy = file.equals(source) ? target : target.resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Returns when it says that it is ready and the paths answer. */
    void awaitReady(int port, String... paths) {
        try (var client = new RestClient(port, 1)) {
            for (var tries = 0; tries < STARTING; tries++) {
                try {
                    client.run(Stream.concat(Stream.of("/health/ready"), Stream.of(paths))
                            .map(path -> new Ask(HttpMethod.GET, path, "application/json", "", 200)));
                    return;
                } catch (CompletionException notYet) {
                    if (!isAlive()) {
                        throw new IllegalStateException("Open Liberty ended", notYet);
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                }
            }
        }
        throw new IllegalStateException("Open Liberty is not ready after two minutes.");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
