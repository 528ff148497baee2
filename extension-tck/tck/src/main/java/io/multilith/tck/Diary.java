package io.multilith.tck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.ThrowingConsumer;

import static org.awaitility.Awaitility.await;

/** What the methods of the services of a suite were called with, on all its nodes, in order. */
final class Diary {
    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    private Diary() {}

    static void note(String line) {
        LINES.add(line);
    }

    static List<String> of(String method) {
        return LINES.stream().filter(line -> line.startsWith(method + " "))
                .map(line -> line.substring(method.length() + 1)).toList();
    }

    static void awaitThat(String method, ThrowingConsumer<List<String>> assertion) {
        await().atMost(Timeouts.of(Duration.ofSeconds(10))).untilAsserted(() -> assertion.accept(of(method)));
    }

    /** Waits a moment in which something wrong would show. */
    static void staysThat(String method, int count) {
        await().during(Duration.ofMillis(300)).atMost(Timeouts.of(Duration.ofSeconds(10)))
                .until(() -> of(method).size() == count);
    }

    static void clear() {
        LINES.clear();
    }
}
