package io.multilith.impl.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logging.Logger;

import io.multilith.delivery.MessageCall;
import io.multilith.delivery.RetryRule;
import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Caller;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.ServiceMethod;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.entrypoint.Workers;
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
    record Target(ServiceMethod method, RetryRule rule, HandledMethod shared, LetterMask mask, Workers workers,
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

    CompletionStage<Void> run(MessageCall call) {
        return attempt(call, 1);
    }

    private CompletionStage<Void> attempt(MessageCall call, int attempt) {
        if (!received.isHeld()) {
            return done();
        }
        if (intake.isOver()) {
            return release();
        }
        if (call.identity().filter(target.shared().handled()::contains).isPresent()) {
            return accept();
        }
        var invocation = new Invocation(Caller.ANONYMOUS, target.method(), call.arguments(), call.context());
        return target.workers().run(invocation, new Attempt(attempt, target.rule().attempts()))
                .thenCompose(result -> settle(call, attempt, result));
    }

    private CompletionStage<Void> settle(MessageCall call, int attempt, WorkerResult result) {
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

    private CompletionStage<Void> again(Duration delay, MessageCall call, int attempt) {
        return intake.pause(delay).thenCompose(elapsed -> attempt(call, attempt));
    }

    /** Makes a dead letter of a message for which another attempt would do no good. */
    CompletionStage<Void> refuse(int attempts, ProblemDetail problem) {
        LOG.warn(MESSAGES.refusedLetter(target.name(), Letters.queue(target.name()), Letters.reason(problem)));
        return bury(attempts, problem);
    }

    /** What the last attempt failed with is logged as an error by the workers; this says what becomes of it. */
    private CompletionStage<Void> giveUp(int attempts, ProblemDetail problem) {
        LOG.warn(MESSAGES.deadLetter(target.name(), Letters.queue(target.name()), attempts,
                problem.errorId().orElseThrow(), Letters.reason(problem)));
        return bury(attempts, problem);
    }

    /** Settles the message only when its letter is safe. */
    private CompletionStage<Void> bury(int attempts, ProblemDetail problem) {
        var letter = target.mask().apply(Letters.write(message, target.name(), attempts, problem));
        return target.bus().send(letter).handle((sent, fault) -> {
            if (fault == null) {
                return accept();
            }
            LOG.warn(MESSAGES.deadLetterNotSent(letter.address(), fault.getMessage()));
            return intake.pause(DEAD_LETTER_RETRY).thenCompose(elapsed -> buryAgain(attempts, problem));
        }).thenCompose(stage -> stage);
    }

    private CompletionStage<Void> buryAgain(int attempts, ProblemDetail problem) {
        if (!received.isHeld()) {
            return done();
        }
        return intake.isOver() ? release() : bury(attempts, problem);
    }

    private CompletionStage<Void> accept() {
        received.accept();
        return done();
    }

    private CompletionStage<Void> release() {
        received.release();
        return done();
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedStage(null);
    }
}
