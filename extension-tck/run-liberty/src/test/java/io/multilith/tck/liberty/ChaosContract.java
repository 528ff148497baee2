package io.multilith.tck.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Subscribers that drop their sockets at random, a writer that never rests, and a server that is killed and started again: nobody
 * misses a change, nobody gets one twice, and in the end all have the same records.
 */
public abstract class ChaosContract {
    private static final int SUBSCRIBERS = Integer.getInteger("multilith.tck.chaos.subscribers");
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("multilith.tck.chaos.seconds"));
    private static final int WRITES_PER_SECOND = 100;
    private static final int RECORDS = 200;
    private static final int WRITERS = 4;

    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(WRITERS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger written = new AtomicInteger();
    private final Random random = new Random(5);
    private volatile boolean writes = true;
    private ServerProcess server;
    private List<ResumingSubscriber> subscribers = List.of();

    /** Starts a server of its own; it does not run yet. */
    protected abstract ServerProcess server() throws IOException;

    /** Whether the log is still there after a restart. */
    protected abstract boolean remembers();

    @BeforeEach
    void start() throws IOException {
        server = server();
        server.start();
    }

    @AfterEach
    void stop() {
        subscribers.forEach(ResumingSubscriber::end);
        clock.shutdownNow();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void nobody_misses_a_change_and_nobody_gets_one_twice() {
        var path = server.uri().toString().replaceFirst("^http", "ws") + "realtime";
        subscribers = IntStream.range(0, SUBSCRIBERS).mapToObj(
                i -> new ResumingSubscriber(http, URI.create(path), "todo", clock, i)).toList();
        subscribers.forEach(ResumingSubscriber::connect);
        IntStream.range(0, WRITERS).forEach(i -> clock.scheduleAtFixedRate(this::write, 0,
                TimeUnit.SECONDS.toMicros(WRITERS) / WRITES_PER_SECOND, TimeUnit.MICROSECONDS));

        runFor(TIME.dividedBy(2));
        var beforeTheEnd = written.get();
        server.kill();
        server.start();
        runFor(TIME.dividedBy(2));

        subscribers.forEach(ResumingSubscriber::settle);
        assertThat(beforeTheEnd).isGreaterThan(0);
        assertThat(written.get()).isGreaterThan(beforeTheEnd);
        var last = new ResumingSubscriber(http, URI.create(path), "todo", clock, -1);
        writes = false;
        last.settle();
        last.connect();
        await().atMost(Patience.START).untilAsserted(() -> {
            var records = last.records();
            assertThat(records).isNotEmpty();
            assertThat(subscribers).allSatisfy(subscriber -> assertThat(subscriber.records()).isEqualTo(records));
        });
        last.end();
        assertThat(subscribers).allSatisfy(subscriber -> assertThat(subscriber.faults()).isEmpty());
        assertThat(subscribers).extracting(ResumingSubscriber::recoveries).anyMatch(recoveries -> recoveries > 0);
        assertThat(subscribers).extracting(ResumingSubscriber::resets)
                .allMatch(resets -> resets == (remembers() ? 0 : 1));
    }

    /** Every tenth write takes a record away. */
    private void write() {
        if (!writes) {
            return;
        }
        var id = "chaos-" + random.nextInt(RECORDS);
        var path = "api/todo/" + id;
        var fields = "\"text\":\"write " + written.get() + "\"}";
        try {
            var answer = random.nextInt(10) == 0
                    ? server.client().delete(path)
                    : server.client().put(path, "{" + fields);
            if (answer.status() == 404) {
                answer = server.client().post("api/todo", "{\"id\":\"" + id + "\"," + fields);
            }
            if (answer.status() < 300) {
                written.incrementAndGet();
            }
        } catch (UncheckedIOException away) {
            // While the server is down nothing can be written.
        }
    }

    private static void runFor(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.plus(Patience.TIMEOUT)).until(() -> System.nanoTime() > end);
    }
}
