package io.multilith.tck.liberty;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.json.JsonObject;

import static org.assertj.core.api.Assertions.assertThat;

/** A stream of server-sent events as a browser reads it. */
final class SampleStream implements Flow.Subscriber<String>, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private Optional<String> event = Optional.empty();
    private Optional<String> id = Optional.empty();
    private Optional<String> data = Optional.empty();
    private Flow.Subscription lines;

    /**
     * What came.
     *
     * @param name
     *            of the event; empty: a message
     */
    record Event(Optional<String> name, Optional<String> id, JsonObject data) {
        /** That a change tells of. */
        JsonObject record() {
            return data.getJsonObject("data").getJsonObject("resource");
        }
    }

    private SampleStream() {}

    static SampleStream open(URI uri, String... headers) {
        var stream = new SampleStream();
        var request = HttpRequest.newBuilder(uri).header("Accept", "text/event-stream");
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.fromLineSubscriber(stream, ended -> null, null))
                .whenComplete((response, fault) -> {
                    if (fault != null) {
                        stream.ended.complete(null);
                    }
                });
        return stream;
    }

    Event next() {
        try {
            var next = events.poll(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("an event").isNotNull();
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    boolean hasNext() {
        return !events.isEmpty();
    }

    /** What comes until then, without it. */
    List<Event> until(String name) {
        var before = new ArrayList<Event>();
        var next = next();
        while (!next.name().equals(Optional.of(name))) {
            before.add(next);
            next = next();
        }
        return before;
    }

    void awaitEnd() {
        ended.orTimeout(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        lines.cancel();
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription subscription) {
        lines = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith("event: ")) {
            event = Optional.of(line.substring(7));
        } else if (line.startsWith("id: ")) {
            id = Optional.of(line.substring(4));
        } else if (line.startsWith("data: ")) {
            data = Optional.of(line.substring(6));
        }
    }

    private void dispatch() {
        data.ifPresent(text -> events.add(new Event(event, id, Answer.parse(text).asJsonObject())));
        event = Optional.empty();
        id = Optional.empty();
        data = Optional.empty();
    }

    @Override
    public void onError(Throwable broken) {
        ended.complete(null);
    }

    @Override
    public void onComplete() {
        ended.complete(null);
    }
}
