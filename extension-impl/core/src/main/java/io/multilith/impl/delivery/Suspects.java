package io.multilith.impl.delivery;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.impl.concurrent.Recent;
import io.multilith.impl.delivery.Delivery.Target;
import io.multilith.messaging.Message;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/**
 * Messages that were handed out as often as there are attempts: one of them may end the process, the others only waited where
 * processes or connections ended, which counts for all that was in hand. So each is run alone, with its letter sent first and
 * torn up afterwards. A letter that is there already when its message comes was left by a process that ended meanwhile.
 */
final class Suspects {
    private static final Logger LOG = Logger.getLogger(Suspects.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 1_000;

    private final KeyLanes alone = new KeyLanes();
    /** The letters of this process, which has not ended: their messages were lost with a connection. */
    private final Recent<String, Boolean> ours = new Recent<>(REMEMBERED, MOST_REMEMBERED, InstantSource.system());
    private final Target target;

    Suspects(Target target) {
        this.target = target;
    }

    boolean contain(ReceivedMessage received) {
        return received.deliveryCount() >= target.rule().attempts();
    }

    CompletionStage<Void> run(Intake intake, ReceivedMessage received, Message message, MessageCall call) {
        return alone.run("", new Suspect(intake, received, message, call)::examine);
    }

    /** The same for each delivery of a message. */
    private static String id(Message message) {
        var parts = new ByteArrayOutputStream();
        var properties = message.properties();
        parts.writeBytes(
                (properties.messageId() + "\n" + properties.subject() + "\n").getBytes(StandardCharsets.UTF_8));
        parts.writeBytes(message.body());
        return UUID.nameUUIDFromBytes(parts.toByteArray()).toString();
    }

    private final class Suspect implements ReceivedMessage {
        private final Intake intake;
        private final ReceivedMessage received;
        private final Message message;
        private final MessageCall call;
        private final String queue = Letters.queue(target.name());
        private final String id;
        private volatile boolean settled;

        Suspect(Intake intake, ReceivedMessage received, Message message, MessageCall call) {
            this.intake = intake;
            this.received = received;
            this.message = message;
            this.call = call;
            this.id = id(message);
        }

        CompletionStage<Void> examine() {
            if (!isHeld() || intake.isOver() || ours.contains(id)) {
                return run();
            }
            return target.bus().browse(queue, Map.of(Letters.ID, id), 1)
                    .thenCompose(found -> found.isEmpty() ? target.bus().send(letter()).thenApply(sent -> true) : no())
                    .handle((mayRun, fault) -> {
                        if (fault != null) {
                            LOG.warn(MESSAGES.deadLetterNotSent(queue, fault.getMessage()));
                            return intake.pause(PAUSE).thenCompose(elapsed -> examine());
                        }
                        return mayRun ? begin() : leave();
                    }).thenCompose(stage -> stage);
        }

        private CompletionStage<Void> begin() {
            ours.put(id, true);
            return run();
        }

        private CompletionStage<Void> run() {
            return new Delivery(target, intake, this, message).run(call)
                    .thenCompose(ended -> settled && ours.contains(id) ? tearUp() : done());
        }

        /** The letter is all that remains. */
        private CompletionStage<Void> leave() {
            LOG.error(MESSAGES.deadLetter(target.name(), queue, deliveryCount(), id, Letters.reason(problem())));
            received.accept();
            return done();
        }

        private CompletionStage<Void> tearUp() {
            return target.bus().take(queue, Map.of(Letters.ID, id)).handle((letter, fault) -> {
                if (fault == null) {
                    letter.ifPresent(ReceivedMessage::accept);
                    ours.remove(id);
                    return done();
                }
                return intake.isOver() ? done() : intake.pause(PAUSE).thenCompose(elapsed -> tearUp());
            }).thenCompose(stage -> stage);
        }

        private Message letter() {
            return Letters.withId(
                    target.mask().apply(Letters.write(message, target.name(), deliveryCount(), problem())),
                    id);
        }

        private ProblemDetail problem() {
            return new ProblemDetail(ErrorName.GENERAL_ERROR, "process-ended",
                    MESSAGES.endedTheProcess(deliveryCount()), List.of(), Optional.of(id), Optional.empty());
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public boolean isHeld() {
            return received.isHeld();
        }

        @Override
        public int deliveryCount() {
            return received.deliveryCount();
        }

        @Override
        public void accept() {
            received.accept();
            settled = true;
        }

        @Override
        public void release() {
            received.release();
            settled = true;
        }
    }

    private static CompletionStage<Boolean> no() {
        return CompletableFuture.completedStage(false);
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
