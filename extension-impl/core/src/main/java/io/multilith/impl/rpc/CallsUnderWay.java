package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.multilith.impl.concurrent.Recent;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessageReceiver;
import io.multilith.messaging.MessageSource;
import io.multilith.messaging.ReceivedMessage;

/**
 * The calls that came in and have not ended, by message id, so that their callers can take them back: every node with
 * {@code @Rpc} methods hears of each cancelled call, its message id as the correlation id. A cancellation may overtake
 * its call, so it is remembered for a while. Thread-safe.
 */
@Singleton
public class CallsUnderWay {
    static final String CANCELLED = "calls.cancelled";
    private static final Duration REMEMBERED = Duration.ofMinutes(2);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int CREDIT = 100;

    private final Map<Object, CompletableFuture<?>> runs = new ConcurrentHashMap<>();
    private final Recent<Object, Boolean> cancelled = new Recent<>(REMEMBERED, MOST_REMEMBERED,
            InstantSource.system());
    private final MessageBus bus;
    private MessageReceiver receiver;
    private int users;

    @Inject
    public CallsUnderWay(MessageBus bus) {
        this.bus = bus;
    }

    /** Hears of cancelled calls from now on; once for each service. */
    synchronized void open() {
        if (users++ == 0) {
            receiver = bus.receive(MessageSource.topic(CANCELLED, CREDIT), this::hear);
        }
    }

    synchronized void close() {
        if (--users == 0) {
            receiver.stop();
        }
    }

    /** Whether the caller took the call back before it came. */
    boolean isCancelled(Object id) {
        return cancelled.contains(id);
    }

    /** Lets the caller cancel the run until it ends. */
    void add(Object id, CompletableFuture<?> run) {
        runs.put(id, run);
        run.whenComplete((result, fault) -> runs.remove(id, run));
        if (isCancelled(id)) {
            run.cancel(false);
        }
    }

    private void hear(ReceivedMessage received) {
        received.accept();
        received.message().properties().correlationId().ifPresent(id -> {
            cancelled.putIfAbsent(id, true);
            var run = runs.get(id);
            if (run != null) {
                run.cancel(false);
            }
        });
    }
}
