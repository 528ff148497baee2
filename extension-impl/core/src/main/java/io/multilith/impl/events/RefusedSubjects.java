package io.multilith.impl.events;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import org.jboss.logging.Logger;

import io.multilith.events.Event;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** The subjects whose next event the bus refuses: they wait, longer each time, and no other waits for them. Thread-safe. */
final class RefusedSubjects {
    /** After so many refusals of one event the log says that somebody must act. */
    static final int TOLD_AT = 5;

    private static final Logger LOG = Logger.getLogger(RefusedSubjects.class);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private final Map<Lane, Refusal> refusals = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    RefusedSubjects(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Events that are sent one after the other. */
    record Lane(String source, Optional<String> subject) {
        static Lane of(Event event) {
            return new Lane(event.source(), event.subject());
        }
    }

    private record Refusal(String event, int times, long until) {}

    boolean isWaiting(Event event) {
        return Optional.ofNullable(refusals.get(Lane.of(event)))
                .filter(refusal -> nanoTime.getAsLong() - refusal.until() < 0).isPresent();
    }

    void refuse(Event event, String reason) {
        var refusal = refusals.compute(Lane.of(event), (lane, last) -> {
            var times = last == null || !last.event().equals(event.id()) ? 1 : last.times() + 1;
            var seconds = Math.min(MAX_PAUSE.toSeconds(), 1L << Math.min(times - 1, 30));
            return new Refusal(event.id(), times, nanoTime.getAsLong() + Duration.ofSeconds(seconds).toNanos());
        });
        if (refusal.times() == TOLD_AT) {
            LOG.error(MESSAGES.eventRefused(event.id(), event.type(), event.source(), event.subject().orElse(""),
                    TOLD_AT, reason));
        }
    }

    void forget(Event sent) {
        refusals.remove(Lane.of(sent));
    }

    /** Forgets the subjects that none of these has, and counts the events that the others have. */
    int keepOnly(List<Event> events) {
        refusals.keySet().retainAll(events.stream().map(Lane::of).collect(Collectors.toSet()));
        return (int) events.stream().filter(event -> refusals.containsKey(Lane.of(event))).count();
    }
}
