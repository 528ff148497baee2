package io.multilith.tck.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A WAR on a server of its own, at its root; can be stopped or killed, and started again. */
public abstract class ServerProcess implements AutoCloseable {
    private final URI uri;
    private Process process;

    protected ServerProcess(int http) {
        uri = URI.create("http://localhost:" + http + "/");
    }

    protected static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What starts it; its output goes to a file. */
    protected abstract ProcessBuilder command();

    /** Errors and warnings since it started, but those that every application on such a server has. */
    protected abstract List<String> complaints() throws IOException;

    /** Returns when the sample is ready. */
    final void start() {
        var command = command();
        try {
            process = command.start();
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        }
        await().atMost(Patience.START).ignoreException(UncheckedIOException.class).untilAsserted(() -> {
            assertThat(process.isAlive()).as("see %s", command.redirectOutput().file()).isTrue();
            assertThat(client().get("health/ready").status()).isEqualTo(200);
            assertThat(client().get("api/").status()).isEqualTo(200);
        });
    }

    final void stop() {
        end(ProcessHandle::destroy);
    }

    /** As a crash does. */
    final void kill() {
        end(ProcessHandle::destroyForcibly);
    }

    private void end(Consumer<ProcessHandle> by) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(by); // the script may have started Java or become it
        await().atMost(Patience.START).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** What lives in its heap, by class. */
    final String histogram() throws IOException {
        var java = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(one -> one.info().command().filter(command -> command.endsWith("java")).isPresent()).findFirst()
                .orElseThrow();
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(tool, Long.toString(java.pid()), "GC.class_histogram").start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    final URI uri() {
        return uri;
    }

    final SampleClient client() {
        return new SampleClient(uri);
    }

    @Override
    public final void close() {
        if (process != null) {
            stop();
        }
    }
}
