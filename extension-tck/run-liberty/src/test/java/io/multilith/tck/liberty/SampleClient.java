package io.multilith.tck.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import static org.awaitility.Awaitility.await;

/** Speaks HTTP to the sample. */
final class SampleClient {
    static final String JSON = "application/json";
    private static final String CONTENT_TYPE = "Content-Type";

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    SampleClient(URI base) {
        this.base = base;
    }

    /** Waits for a collection whose database the server opens after the application has started. */
    void awaitCollection(String path) {
        await().atMost(Patience.TIMEOUT).until(() -> get(path).status() != 503);
    }

    Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String json, String... headers) {
        return send("POST", path, JSON, json, headers);
    }

    Answer put(String path, String json, String... headers) {
        return send("PUT", path, JSON, json, headers);
    }

    Answer patch(String path, String json, String... headers) {
        return send("PATCH", path, JSON, json, headers);
    }

    Answer delete(String path, String... headers) {
        return send(request(path, headers).DELETE());
    }

    Answer send(String method, String path, String contentType, String body, String... headers) {
        return send(request(path, headers).header(CONTENT_TYPE, contentType).method(method,
                BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Patience.TIMEOUT);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
