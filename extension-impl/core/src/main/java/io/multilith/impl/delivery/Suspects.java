package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.impl.concurrent.Faults;
import io.multilith.impl.concurrent.UnderWay;
import io.multilith.impl.delivery.Delivery.Target;
import io.multilith.messaging.Message;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/**
 * Messages that were handed out as often as there are attempts: one of them may end the process, the others only waited where
 * processes or connections ended, which counts for all that was in hand. So each is run alone, with its letter sent first and
 * torn up afterwards. A letter of another process that is there already was left when that ended: the message gets a letter
 * of its own instead of being run, so that nothing is lost whoever tears up the first.
 */
final class Suspects {
    private static final Logger LOG = Logger.getLogger(Suspects.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Target target;
    private final UnderWay underWay;

    Suspects(Target target, UnderWay underWay) {
        this.target = target;
        this.underWay = underWay;
    }

    boolean contain(ReceivedMessage received) {
        return received.deliveryCount() >= target.rule().attempts();
    }

    CompletionStage<Void> run(Intake intake, ReceivedMessage received, Message message, MessageCall call) {
        return underWay.add(target.shared().alone().run("", new Suspect(intake, received, message, call)::examine));
    }

    private final class Suspect implements ReceivedMessage {
        private final Intake intake;
        private final ReceivedMessage received;
        private final Message message;
        private final MessageCall call;
        private final String queue = Letters.queue(target.name());
        private final String process = target.shared().process();
        private final String id;
        private volatile boolean letterSent;
        private volatile boolean givenBack;

        Suspect(Intake intake, ReceivedMessage received, Message message, MessageCall call) {
            this.intake = intake;
            this.received = received;
            this.message = message;
            this.call = call;
            this.id = Letters.id(message, call.identity(), target.mask());
        }

        /** The letter is made first: only the broker is waited for. */
        CompletionStage<Void> examine() {
            if (!isHeld() || intake.isOver()) {
                return run();
            }
            var letter = Letters.sentBy(process, letter(id));
            return target.bus().browse(queue, Map.of(Letters.ID, id), 1, 0).thenCompose(found -> next(found, letter))
                    .exceptionally(fault -> () -> examineAgain(fault)).thenCompose(Supplier::get);
        }

        private CompletionStage<Void> examineAgain(Throwable fault) {
            LOG.warn(MESSAGES.deadLetterNotSent(queue, Faults.unwrapped(fault).getMessage()));
            return intake.pause(PAUSE).thenCompose(elapsed -> examine());
        }

        /** A letter may be there although its sending failed. */
        private CompletionStage<Supplier<CompletionStage<Void>>> next(List<Message> found, Message letter) {
            if (!found.stream().allMatch(other -> Letters.isSentBy(process, other))) {
                return bury();
            }
            letterSent = true;
            var safe = found.isEmpty() ? target.bus().send(letter) : done();
            return safe.thenApply(sent -> this::run);
        }

        private CompletionStage<Supplier<CompletionStage<Void>>> bury() {
            var errorId = UUID.randomUUID().toString();
            return target.bus().send(letter(errorId)).thenApply(sent -> () -> leave(errorId));
        }

        /** The letter that was found is torn up only when the message does not come again. */
        private CompletionStage<Void> leave(String errorId) {
            LOG.error(MESSAGES.deadLetter(target.name(), queue, deliveryCount(), errorId,
                    Letters.reason(problem(errorId))));
            received.accept();
            return isHeld() ? tearUp(Map.of(Letters.ID, id)) : done();
        }

        /** However it ended, the process lives. */
        private CompletionStage<Void> run() {
            return new Delivery(target, intake, this, message).run(call)
                    .thenCompose(ended -> letterSent ? tearUp(Letters.known(id, process)) : done())
                    .thenRun(this::giveBack);
        }

        private void giveBack() {
            if (givenBack) {
                received.release();
            }
        }

        private CompletionStage<Void> tearUp(Map<String, String> headers) {
            return new TearUp(target.bus(), intake, queue, headers).run();
        }

        private Message letter(String letterId) {
            var letter = Letters.write(message, target.name(), deliveryCount(), problem(letterId));
            return Letters.withId(target.mask().apply(letter), letterId);
        }

        private ProblemDetail problem(String errorId) {
            return new ProblemDetail(ErrorName.GENERAL_ERROR, "process-ended",
                    MESSAGES.endedTheProcess(deliveryCount()), List.of(), Optional.of(errorId), Optional.empty());
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
        }

        /** Only without its letter: who gets it next would take it for one that ended the process. */
        @Override
        public void release() {
            givenBack = true;
        }
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
