package io.multilith.tck.liberty;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A thousand clients whose network fails: what the server keeps of them is gone after two keep-alives. */
@Tag("slow")
public abstract class DroppedStreamsContract {
    private static final int CLIENTS = 1_000;
    private static final Duration TWO_KEEP_ALIVES = Duration.ofSeconds(30);
    private static final Pattern STREAMS = Pattern.compile(
            " (\\d+) +\\d+ +io\\.multilith\\.impl\\.http\\.EventStream(?= |$)",
            Pattern.MULTILINE);

    private ServerProcess server;

    /** Puts a server of its own together; it does not run yet. */
    protected abstract ServerProcess server() throws IOException;

    @BeforeEach
    void start() throws IOException {
        server = server();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void frees_a_thousand_streams_whose_clients_are_gone() throws IOException {
        var clients = new ArrayList<Socket>();
        for (var i = 0; i < CLIENTS; i++) {
            clients.add(open());
        }
        await().atMost(Patience.TIMEOUT).until(() -> streams() == CLIENTS);

        for (var client : clients) {
            drop(client);
        }

        await().atMost(TWO_KEEP_ALIVES.plus(Patience.TIMEOUT)).pollInterval(Duration.ofSeconds(1))
                .until(() -> streams() == 0);
        assertThat(server.complaints()).isEmpty();
    }

    @Test
    void goes_on_writing_and_telling_while_its_clients_drop() throws Exception {
        var clients = new ArrayList<Socket>();
        for (var i = 0; i < CLIENTS; i++) {
            clients.add(open());
        }
        await().atMost(Patience.TIMEOUT).until(() -> streams() == CLIENTS);
        var sample = new SampleClient(server.uri());
        var todo = "api/todo/" + sample.post("api/todo", "{\"text\": \"0\"}").id();
        var isDropping = new AtomicBoolean(true);
        var writer = CompletableFuture.supplyAsync(() -> write(sample, todo, isDropping));

        for (var client : clients) {
            drop(client);
        }
        await().atMost(TWO_KEEP_ALIVES.plus(Patience.TIMEOUT)).pollInterval(Duration.ofSeconds(1))
                .until(() -> streams() == 0);
        isDropping.set(false);

        assertThat(writer.get(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isPositive();
        try (var late = open()) {
            late.setSoTimeout((int) Patience.TIMEOUT.toMillis());
            var lines = new BufferedReader(new InputStreamReader(late.getInputStream(), StandardCharsets.UTF_8)).lines()
                    .iterator();
            until("event: synced", lines);
            sample.patch(todo, "{\"text\": \"the last\"}");
            assertThat(until("data: {\"specversion\"", lines)).contains("the last");
        }
        assertThat(server.complaints()).isEmpty();
    }

    private static int write(SampleClient sample, String todo, AtomicBoolean goesOn) {
        var written = 0;
        while (goesOn.get()) {
            assertThat(sample.patch(todo, "{\"text\": \"" + ++written + "\"}").status()).isEqualTo(200);
        }
        return written;
    }

    private static String until(String begin, Iterator<String> lines) {
        var line = lines.next();
        while (!line.startsWith(begin)) {
            line = lines.next();
        }
        return line;
    }

    private static void drop(Socket client) throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    private Socket open() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort());
        socket.getOutputStream().write("""
                GET /api/todo HTTP/1.1
                Host: localhost
                Accept: text/event-stream

                """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** That live in the server. */
    private int streams() throws IOException {
        var found = STREAMS.matcher(server.histogram());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }
}
