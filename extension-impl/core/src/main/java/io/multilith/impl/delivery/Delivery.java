package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.messaging.Message;
import io.multilith.messaging.MessageBus;
import io.multilith.messaging.ReceivedMessage;
import io.multilith.problem.ProblemDetail;

import static io.multilith.impl.delivery.DeliveryMessages.MESSAGES;

/**
 * One message on its way into its method, until it is settled: when the method has succeeded, or the message is safe among
 * the dead letters. A failure is tried again here, so it never goes back to the broker out of order. What is lost with its
 * connection ends silently, for it comes again.
 */
final class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration DEAD_LETTER_RETRY = Duration.ofSeconds(1);

    private final Target target;
    private final Intake intake;
    private final ReceivedMessage received;
    private final Message message;

    /** Where the messages of one handler go. */
    record Target(ServiceMethod method, RetryRule rule, HandledMethod shared, LetterMask mask, Attempts attempts,
            MessageBus bus) {
        String name() {
            return method.qualifiedName();
        }
    }

    Delivery(Target target, Intake intake, ReceivedMessage received, Message message) {
        this.target = target;
        this.intake = intake;
        this.received = received;
        this.message = message;
    }

    /** Completes when it is settled, whatever became of it. */
    CompletionStage<Void> run(MessageCall call) {
        return attempt(call, 1).handle((isDone, fault) -> end(call, isDone, fault)).thenCompose(stage -> stage);
    }

    private CompletionStage<Void> end(MessageCall call, Boolean isDone, Throwable fault) {
        var ended = target.attempts().ended(call, fault == null && isDone);
        return fault == null ? ended : ended.thenCompose(end -> CompletableFuture.failedStage(fault));
    }

    /** Gives whether it is done with; else it comes again. */
    private CompletionStage<Boolean> attempt(MessageCall call, int attempt) {
        if (!received.isHeld()) {
            return CompletableFuture.completedStage(false);
        }
        if (intake.isOver()) {
            return release();
        }
        if (call.identity().filter(target.shared().handled()::contains).isPresent()) {
            return accept();
        }
        return target.attempts().run(call, new Attempt(attempt, target.rule().attempts()))
                .thenCompose(result -> settle(call, attempt, result));
    }

    private CompletionStage<Boolean> settle(MessageCall call, int attempt, WorkerResult result) {
        if (result instanceof WorkerResult.Returned) {
            call.identity().ifPresent(identity -> target.shared().handled().put(identity, true));
            return accept();
        }
        if (result instanceof WorkerResult.ExpectedFailure refusal) {
            return isOverloaded(refusal)
                    ? again(target.rule().delayAfter(1), call, attempt)
                    : refuse(attempt, refusal.problem());
        }
        if (result instanceof WorkerResult.Failed failed) {
            return attempt < target.rule().attempts()
                    ? again(target.rule().delayAfter(attempt), call, attempt + 1)
                    : giveUp(attempt, failed.problem());
        }
        throw new AssertionError(result);
    }

    /** No worker was free and the method did not run, which is nobody's failure. */
    private static boolean isOverloaded(WorkerResult.ExpectedFailure refusal) {
        return refusal.cause().isEmpty() && refusal.problem().kind().equals("overloaded");
    }

    private CompletionStage<Boolean> again(Duration delay, MessageCall call, int attempt) {
        return intake.pause(delay).thenCompose(elapsed -> attempt(call, attempt));
    }

    /** Makes a dead letter of a message for which another attempt would do no good. */
    CompletionStage<Boolean> refuse(int attempts, ProblemDetail problem) {
        LOG.warn(MESSAGES.refusedLetter(target.name(), Letters.queue(target.name()), Letters.reason(problem)));
        return bury(attempts, problem);
    }

    /** What the last attempt failed with is logged as an error by the workers; this says what becomes of it. */
    private CompletionStage<Boolean> giveUp(int attempts, ProblemDetail problem) {
        LOG.warn(MESSAGES.deadLetter(target.name(), Letters.queue(target.name()), attempts,
                problem.errorId().orElseThrow(), Letters.reason(problem)));
        return bury(attempts, problem);
    }

    /** Settles the message only when its letter is safe. */
    private CompletionStage<Boolean> bury(int attempts, ProblemDetail problem) {
        var letter = target.mask().apply(Letters.write(message, target.name(), attempts, problem));
        return target.bus().send(letter).handle((sent, fault) -> {
            if (fault == null) {
                return accept();
            }
            LOG.warn(MESSAGES.deadLetterNotSent(letter.address(), fault.getMessage()));
            return intake.pause(DEAD_LETTER_RETRY).thenCompose(elapsed -> buryAgain(attempts, problem));
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Boolean> buryAgain(int attempts, ProblemDetail problem) {
        if (!received.isHeld()) {
            return CompletableFuture.completedStage(false);
        }
        return intake.isOver() ? release() : bury(attempts, problem);
    }

    private CompletionStage<Boolean> accept() {
        received.accept();
        return CompletableFuture.completedStage(true);
    }

    private CompletionStage<Boolean> release() {
        received.release();
        return CompletableFuture.completedStage(false);
    }
}
