package io.multilith.benchmark;

import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Asks over so many connections that stay open, from one event loop, each for the next as soon as it was answered. */
final class RestClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int connections;

    RestClient(int port, int connections) {
        this.connections = connections;
        this.client = vertx.createHttpClient(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port)
                .setMaxPoolSize(connections));
    }

    /**
     * A request.
     *
     * @param type
     *            of the body
     * @param status
     *            what the answer must have
     */
    record Ask(HttpMethod method, String path, String type, String body, int status) {}

    /** Asks for all of them; gives how many were answered in a second. */
    double run(Stream<Ask> asks) {
        var all = asks.iterator();
        var answered = new CompletableFuture<Integer>();
        var begin = System.nanoTime();
        vertx.runOnContext(start -> Future
                .all(IntStream.range(0, connections).mapToObj(connection -> askOn(all)).toList())
                .onSuccess(counts -> answered.complete(counts.<Integer>list().stream().mapToInt(count -> count).sum()))
                .onFailure(answered::completeExceptionally));
        return answered.join() / ((System.nanoTime() - begin) / 1e9);
    }

    private Future<Integer> askOn(Iterator<Ask> asks) {
        var done = Promise.<Integer>promise();
        next(asks, 0, done);
        return done.future();
    }

    private void next(Iterator<Ask> asks, int answered, Promise<Integer> done) {
        if (asks.hasNext()) {
            ask(asks.next()).onSuccess(answer -> next(asks, answered + 1, done)).onFailure(done::fail);
        } else {
            done.complete(answered);
        }
    }

    private Future<Buffer> ask(Ask ask) {
        var options = new RequestOptions().setMethod(ask.method()).setURI(ask.path()).setTimeout(TIMEOUT.toMillis())
                .putHeader("Accept", "application/json");
        if (!ask.body().isEmpty()) {
            options.putHeader("Content-Type", ask.type());
        }
        return client.request(options).compose(request -> request.send(Buffer.buffer(ask.body())))
                .compose(response -> response.statusCode() == ask.status()
                        ? response.body()
                        : Future.failedFuture(ask + " was answered " + response.statusCode()));
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
