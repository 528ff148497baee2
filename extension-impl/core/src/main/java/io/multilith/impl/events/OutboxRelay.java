package io.multilith.impl.events;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.jboss.logging.Logger;

import io.multilith.entrypoint.Entrypoint;
import io.multilith.events.Event;
import io.multilith.events.EventOutbox;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.messaging.MessageBus;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** Sends what the outbox keeps: after each commit, and every second what other processes left. Thread-safe. */
@ApplicationScoped
public class OutboxRelay implements Entrypoint {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int MAX_PAUSE = 16;

    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final AtomicInteger pause = new AtomicInteger(1);
    private final Supplier<Optional<EventOutbox>> outbox;
    private final Executor threads;
    private final Function<Duration, CompletableFuture<Void>> clock;
    private final OutboxLanes lanes;
    private volatile boolean isStopped;
    private volatile boolean isAway;

    /** For the client proxy only. */
    protected OutboxRelay() {
        outbox = null;
        threads = null;
        clock = null;
        lanes = null;
    }

    @Inject
    public OutboxRelay(Instance<EventOutbox> outbox, MessageBus bus, WorkerThreads threads, Settings settings) {
        this(() -> outbox.isResolvable() ? Optional.of(outbox.get()) : Optional.empty(), threads, threads::after,
                new OutboxLanes(event -> bus.send(CloudEventMessages.write(event)),
                        settings.get(Setting.EVENT_DISPATCH_TIMEOUT), new RefusedSubjects(System::nanoTime)));
    }

    OutboxRelay(Supplier<Optional<EventOutbox>> outbox, Executor threads,
            Function<Duration, CompletableFuture<Void>> clock, OutboxLanes lanes) {
        this.outbox = outbox;
        this.threads = threads;
        this.clock = clock;
        this.lanes = lanes;
    }

    /** Whether the event is part of the caller's transaction now. */
    boolean keep(Event event) {
        return outbox.get().filter(kept -> kept.keep(event, this::wake)).isPresent();
    }

    @Override
    public void start() {
        isStopped = false;
        if (outbox.get().isPresent()) {
            look();
        }
    }

    @Override
    public void stop() {
        isStopped = true;
    }

    private void look() {
        if (!isStopped) {
            isWoken.set(true);
            run();
            clock.apply(Duration.ofSeconds(pause.get())).thenRun(this::look);
        }
    }

    /** While the broker or the database is away, only the time tells when to look again. */
    private void wake() {
        isWoken.set(true);
        if (!isAway) {
            run();
        }
    }

    private void run() {
        if (!isStopped && isBusy.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    drain();
                } finally {
                    isBusy.set(false);
                }
                if (!isAway && isWoken.get()) {
                    run();
                }
            });
        }
    }

    private void drain() {
        try {
            while (isWoken.getAndSet(false) && !isStopped) {
                var isBusAway = new AtomicBoolean();
                var limit = lanes.limit();
                var sent = outbox.get().orElseThrow().drain(limit, events -> sent(events, isBusAway));
                if (isBusAway.get()) {
                    lose("the broker is away or too slow");
                } else {
                    back();
                    isWoken.compareAndSet(false, sent > 0 || lanes.limit() > limit);
                }
            }
        } catch (RuntimeException unavailable) { // told below; the next look tries again
            lose(String.valueOf(unavailable.getMessage()));
        }
    }

    private List<Event> sent(List<Event> events, AtomicBoolean isBusAway) {
        var sending = lanes.send(events);
        isBusAway.set(sending.isBusAway());
        return sending.sent();
    }

    private void lose(String reason) {
        if (!isAway) {
            LOG.warn(MESSAGES.outboxWaits(reason));
        }
        isAway = true;
        pause.updateAndGet(seconds -> Math.min(MAX_PAUSE, seconds * 2));
    }

    private void back() {
        if (isAway) {
            LOG.info(MESSAGES.outboxDrains());
        }
        isAway = false;
        pause.set(1);
    }
}
