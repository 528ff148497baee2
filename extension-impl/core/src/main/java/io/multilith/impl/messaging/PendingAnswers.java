package io.multilith.impl.messaging;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.multilith.messaging.Message;
import io.multilith.messaging.MessagingException;

import static io.multilith.impl.messaging.MessagingMessages.MESSAGES;

/**
 * The questions that wait for an answer, by correlation id. Each ends once: answered, failed, or soon after its deadline. An
 * answer to none of them is dropped and counted. One clock looks after all of them, because a clock for each costs as much
 * as the rest of a call. Thread-safe.
 */
final class PendingAnswers {
    private static final Logger LOG = Logger.getLogger(PendingAnswers.class);
    private static final Duration SWEEP = Duration.ofMillis(50);

    private final AtomicBoolean swept = new AtomicBoolean();
    private final Map<Object, Pending> pending = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final Function<Duration, CompletableFuture<Void>> clock;
    private final LongAdder dropped = new LongAdder();

    /**
     * @param clock completes after a while, on a thread that no service method blocks
     */
    PendingAnswers(Function<Duration, CompletableFuture<Void>> clock) {
        this.clock = clock;
    }

    record Pending(String id, String address, Instant deadline, CompletableFuture<Message> answer) {}

    /** Awaits an answer from now on; to be called before the question is sent. */
    Pending register(String address, Instant deadline) {
        var id = Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
        var question = new Pending(id, address, deadline, new Answer(id));
        pending.put(id, question);
        sweepLater();
        return question;
    }

    /** While anything is pending; who registers when nothing is begins it anew. */
    private void sweepLater() {
        if (swept.compareAndSet(false, true)) {
            clock.apply(SWEEP).thenRun(this::sweep);
        }
    }

    private void sweep() {
        var now = Instant.now();
        pending.values().forEach(question -> {
            if (!now.isBefore(question.deadline())) {
                fail(question, new MessagingException.NoAnswer(MESSAGES.noAnswer(question.address())));
            }
        });
        swept.set(false);
        if (!pending.isEmpty()) {
            sweepLater();
        }
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
        pending.values().forEach(question -> fail(question,
                new MessagingException.AnswerLost(MESSAGES.answerLost(question.address()))));
    }

    /** Ends a question that gets no answer, unless it has just ended otherwise. */
    void fail(Pending question, Throwable fault) {
        if (pending.remove(question.id(), question)) {
            question.answer().completeExceptionally(fault);
        }
    }

    /** How many answers came late, twice or unasked. */
    long dropped() {
        return dropped.sum();
    }

    /** Is forgotten when nobody wants it any more. */
    private final class Answer extends CompletableFuture<Message> {
        private final String id;

        Answer(String id) {
            this.id = id;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            pending.remove(id);
            return super.cancel(mayInterruptIfRunning);
        }
    }
}
