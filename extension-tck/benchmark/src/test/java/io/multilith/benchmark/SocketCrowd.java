package io.multilith.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

/** Sockets that read what they are told: when, and how many of them. All on one event loop. */
final class SocketCrowd {
    private static final int AT_ONCE = 100;
    private static final int PATIENCE_SECONDS = 30;
    private static final String PING = "{}";

    private final List<WebSocket> sockets = new ArrayList<>();
    private final Vertx vertx;
    private final WebSocketClient http;
    private final String path;
    private final IntFunction<String> greeting;
    private CompletableFuture<Void> all = new CompletableFuture<>();
    private List<Long> arrivals = new ArrayList<>();
    private String answer = "";
    private String last = "";

    /**
     * None is open yet.
     *
     * @param greeting
     *            what each says first, and is answered in one frame for each line; empty: nothing, the server says
     *            something by itself
     */
    SocketCrowd(Vertx vertx, WebSocketClient http, String path, IntFunction<String> greeting) {
        this.vertx = vertx;
        this.http = http;
        this.path = path;
        this.greeting = greeting;
    }

    /** Returns when each has its answers. */
    void open(int count) {
        var opened = new CompletableFuture<Void>();
        vertx.runOnContext(start -> open(0, count).onSuccess(done -> opened.complete(null))
                .onFailure(opened::completeExceptionally));
        opened.join();
    }

    private Future<Void> open(int from, int count) {
        if (from == count) {
            return Future.succeededFuture();
        }
        var to = Math.min(count, from + AT_ONCE);
        return Future.all(IntStream.range(from, to).mapToObj(this::connect).toList())
                .compose(done -> open(to, count));
    }

    private Future<Void> connect(int number) {
        var answered = Promise.<Void>promise();
        return http.connect(path).compose(socket -> {
            sockets.add(socket);
            var said = greeting.apply(number);
            var awaited = new int[]{Math.max(1, (int) said.lines().count())};
            socket.textMessageHandler(frame -> {
                if (frame.equals(PING)) {
                    socket.writeTextMessage(PING);
                } else if (awaited[0] == 0) {
                    arrive(frame);
                } else if (--awaited[0] == 0) {
                    answer = frame;
                    answered.complete();
                }
            });
            return (said.isEmpty() ? Future.<Void>succeededFuture() : socket.writeTextMessage(said))
                    .compose(sent -> answered.future());
        });
    }

    private void arrive(String frame) {
        arrivals.add(System.nanoTime());
        last = frame;
        if (arrivals.size() == sockets.size()) {
            all.complete(null);
        }
    }

    /** Gives when each was told, in nanoseconds after the beginning. */
    List<Long> tell(Runnable write) {
        var told = new CompletableFuture<Void>();
        vertx.runOnContext(start -> {
            arrivals = new ArrayList<>(sockets.size());
            all = told;
            write.run();
        });
        var begin = System.nanoTime();
        try {
            told.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException lost) {
            throw new IllegalStateException(arrivals.size() + " of " + sockets.size() + " were told", lost);
        }
        return arrivals.stream().map(arrival -> arrival - begin).toList();
    }

    /** What one was answered last. */
    String answer() {
        return answer;
    }

    /** What one was told last. */
    String last() {
        return last;
    }

    /** As a network that fails does. */
    void drop() {
        var closed = new CompletableFuture<Void>();
        vertx.runOnContext(start -> {
            Future.all(sockets.stream().map(WebSocket::close).toList()).onComplete(done -> closed.complete(null));
            sockets.clear();
        });
        closed.join();
    }
}
