package io.multilith.tck.liberty;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.json.Json;
import jakarta.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;

/** A socket to the sample, and the frames that came over it. */
final class SampleSocket implements WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    private SampleSocket() {}

    /** Throws what the handshake failed with. */
    static SampleSocket connect(URI uri, String... headers) {
        var listener = new SampleSocket();
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Patience.TIMEOUT);
        for (var i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        listener.socket = builder.buildAsync(uri, listener).join();
        return listener;
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** Until the server hangs up: it may read no more then, so that what is on its way never arrives. */
    void sendInPieces(String frame, int length) {
        for (var from = 0; from < frame.length() && !closed.isDone(); from += length) {
            var to = Math.min(from + length, frame.length());
            var sent = socket.sendText(frame.substring(from, to), to == frame.length()).exceptionally(gone -> socket);
            CompletableFuture.anyOf(sent, closed).join();
        }
    }

    /** Joins, and expects the acknowledgement to be the next frame. */
    void join(String... topics) {
        var list = Json.createArrayBuilder(List.of(topics)).build();
        send(Json.createObjectBuilder().add("type", "join").add("topics", list).build().toString());
        assertThat(next()).isEqualTo(Json.createObjectBuilder().add("type", "joined").add("topics", list).build());
    }

    JsonObject next() {
        try {
            var frame = frames.poll(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return frame;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    int closeCode() {
        return closed.orTimeout(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    void abort() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket source, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(Answer.parse(partial.toString()).asJsonObject());
            partial.setLength(0);
        }
        source.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket source, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket source, Throwable fault) {
        closed.completeExceptionally(fault);
    }
}
