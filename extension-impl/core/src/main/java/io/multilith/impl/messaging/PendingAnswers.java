package io.multilith.impl.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * The questions that wait for an answer, by correlation id. Each ends once: answered, failed, or at its deadline. An
 * answer to none of them is dropped and counted. Thread-safe.
 */
final class PendingAnswers {
    private static final Logger LOG = Logger.getLogger(PendingAnswers.class);

    private final Map<Object, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Function<Duration, CompletableFuture<Void>> clock;
    private final LongAdder dropped = new LongAdder();

    /**
     * @param clock completes after a while, on a thread that may be blocked
     */
    PendingAnswers(Function<Duration, CompletableFuture<Void>> clock) {
        this.clock = clock;
    }

    record Pending(String id, String address, CompletableFuture<Message> answer) {}

    /** Awaits an answer from now on; to be called before the question is sent. */
    Pending register(String address, Instant deadline) {
        var id = Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
        var question = new Pending(id, address, new CompletableFuture<>());
        pending.put(id, question);
        var timeout = clock.apply(Duration.between(Instant.now(), deadline));
        timeout.thenRun(() -> question.answer()
                .completeExceptionally(new MessagingException.NoAnswer(MESSAGES.noAnswer(address))));
        question.answer().whenComplete((answer, fault) -> {
            pending.remove(id);
            timeout.cancel(false);
        });
        return question;
    }

    void complete(Message answer) {
        var question = answer.properties().correlationId().map(pending::remove);
        question.ifPresentOrElse(found -> found.answer().complete(answer), () -> {
            dropped.increment();
            LOG.debugf("Dropped an answer that nobody waits for: %s", answer.properties().correlationId());
        });
    }

    /** Fails all questions: the way back is lost. */
    void failAll() {
        pending.values().forEach(question -> question.answer()
                .completeExceptionally(new MessagingException.AnswerLost(MESSAGES.answerLost(question.address()))));
    }

    /** How many answers came late, twice or unasked. */
    long dropped() {
        return dropped.sum();
    }
}
