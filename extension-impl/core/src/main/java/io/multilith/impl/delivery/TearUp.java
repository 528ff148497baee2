package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.multilith.messaging.MessageBus;
import io.multilith.messaging.ReceivedMessage;

/** Takes letters with some headers away until none is seen any more. A stop does not wait for a broker that is away. */
final class TearUp {
    private static final Logger LOG = Logger.getLogger(TearUp.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES_AT_A_STOP = 3;

    private final MessageBus bus;
    private final Intake intake;
    private final String queue;
    private final Map<String, String> headers;

    TearUp(MessageBus bus, Intake intake, String queue, Map<String, String> headers) {
        this.bus = bus;
        this.intake = intake;
        this.queue = queue;
        this.headers = headers;
    }

    CompletionStage<Void> run() {
        return run(TRIES_AT_A_STOP);
    }

    private CompletionStage<Void> run(int tries) {
        return take().handle((gone, fault) -> {
            if (fault != null) {
                LOG.debug("A letter is not torn up yet.", fault);
            }
            return fault == null && gone ? done() : again(intake.isOver() ? tries - 1 : tries);
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Void> again(int left) {
        return left == 0 ? done() : intake.pause(PAUSE).thenCompose(elapsed -> run(left));
    }

    /** That nothing could be taken is no proof that nothing is there. */
    private CompletionStage<Boolean> take() {
        return bus.take(queue, headers).thenCompose(taken -> {
            taken.ifPresent(ReceivedMessage::accept);
            return taken.isPresent() ? take() : bus.browse(queue, headers, 1, 0).thenApply(List::isEmpty);
        });
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
