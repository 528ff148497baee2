package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.MessagingException;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/** The dead letters, kept by nobody but the queues themselves. */
@ApplicationScoped
public class QueuedDeadLetters implements DeadLetters {
    private static final int MAX_LIMIT = 1_000;

    private final OrderedDelivery delivery;
    private final MessageBus bus;
    private final Duration timeout;

    /** For the client proxy only. */
    protected QueuedDeadLetters() {
        delivery = null;
        bus = null;
        timeout = null;
    }

    @Inject
    public QueuedDeadLetters(OrderedDelivery delivery, MessageBus bus, Settings settings) {
        this.delivery = delivery;
        this.bus = bus;
        this.timeout = settings.get(Setting.EVENT_DISPATCH_TIMEOUT);
    }

    @Override
    public SortedSet<String> handlers() {
        return delivery.handlers();
    }

    @Override
    public int count(String handler, int limit) {
        checkLimit(limit, MAX_LIMIT + 1);
        return await(handler, bus.browse(queue(handler), Map.of(), limit, 0)).size();
    }

    @Override
    public List<DeadLetter> list(String handler, int limit) {
        checkLimit(limit, MAX_LIMIT);
        return await(handler, bus.browse(queue(handler), Map.of(), limit, LISTED_BODY + 1)).stream()
                .map(letter -> Letters.read(letter, LISTED_BODY)).toList();
    }

    @Override
    public DeadLetter inspect(String handler, String id) {
        return await(handler, bus.browse(queue(handler), Map.of(Letters.ID, id), 1)).stream().findFirst()
                .map(letter -> Letters.read(letter, letter.body().length)).orElseThrow(() -> noLetter(handler, id));
    }

    /** The letter is in both queues for a moment, never in none. */
    @Override
    public void retry(String handler, String id) {
        var taken = take(handler, id);
        try {
            if (Letters.isMasked(taken.message())) {
                throw new ProblemException(ErrorName.CONFLICT, "masked-letter",
                        "Parts of the letter are masked, so it cannot be tried again.");
            }
            await(handler, bus.send(Letters.retry(taken.message(), handler)));
        } catch (ProblemException | MessagingException kept) {
            taken.release();
            throw kept;
        }
        taken.accept();
    }

    @Override
    public void discard(String handler, String id) {
        take(handler, id).accept();
    }

    private static void checkLimit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "bad-limit", "A limit is 1 to " + most + ".");
        }
    }

    private ReceivedMessage take(String handler, String id) {
        var taking = bus.take(queue(handler), Map.of(Letters.ID, id)).toCompletableFuture();
        try {
            return await(handler, taking).orElseThrow(() -> noLetter(handler, id));
        } catch (MessagingException late) {
            taking.thenAccept(taken -> taken.ifPresent(ReceivedMessage::release));
            throw late;
        }
    }

    private String queue(String handler) {
        if (!handlers().contains(handler)) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-handler", "There is no handler " + handler + ".");
        }
        return Letters.queue(handler);
    }

    private static ProblemException noLetter(String handler, String id) {
        return new ProblemException(ErrorName.NOT_FOUND, "unknown-letter",
                "There is no letter " + id + " of " + handler + ".");
    }

    private <T> T await(String handler, CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().copy().orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof MessagingException unreached) {
                throw unreached;
            }
            if (failed.getCause() instanceof TimeoutException) {
                throw new MessagingException.BrokerUnavailable(MESSAGES.noAnswerInTime(handler, timeout.toString()));
            }
            throw failed;
        }
    }
}
