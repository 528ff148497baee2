package io.multilith.benchmark;

import java.util.concurrent.CompletionStage;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Requests over so many connections that stay open, from one event loop. */
final class RestClient implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;

    RestClient(int port, int connections) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port)
                .setMaxPoolSize(connections).setKeepAlive(true).setPipelining(false));
    }

    /**
     * Gives the answer's body.
     *
     * @param status
     *            what the answer must have; any other fails
     */
    CompletionStage<String> ask(HttpMethod method, String path, String type, String body, int status) {
        var options = new RequestOptions().setMethod(method).setURI(path).putHeader("Accept", "application/json");
        if (!body.isEmpty()) {
            options.putHeader("Content-Type", type);
        }
        return client.request(options).compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> response.body().map(answer -> {
                    if (response.statusCode() != status) {
                        throw new IllegalStateException(response.statusCode() + ": " + answer);
                    }
                    return answer.toString();
                })).toCompletionStage();
    }

    @Override
    public void close() {
        client.close();
        vertx.close();
    }
}
