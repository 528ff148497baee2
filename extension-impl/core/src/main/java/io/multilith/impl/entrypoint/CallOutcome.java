package io.multilith.impl.entrypoint;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

import io.multilith.entrypoint.Attempt;
import io.multilith.entrypoint.Invocation;
import io.multilith.entrypoint.WorkerListener;
import io.multilith.entrypoint.WorkerResult;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.rpc.RpcException;

import static io.multilith.impl.entrypoint.EntrypointMessages.MESSAGES;

/**
 * Makes the result of what a call ended with, and logs it, once: the caller's mistakes and expected exceptions as a warning
 * of one line, everything else as an error with an id.
 */
final class CallOutcome {
    private static final Logger LOG = Logger.getLogger(CallOutcome.class);
    private static final int SERVER_ERRORS = 500;

    private final CalledMethod called;
    private final Invocation invocation;
    private final Optional<Attempt> attempt;

    CallOutcome(CalledMethod called, Invocation invocation, Optional<Attempt> attempt) {
        this.called = called;
        this.invocation = invocation;
        this.attempt = attempt;
    }

    /** The call was refused before the method ran. */
    WorkerResult refused(ErrorName name, String kind, String detail) {
        return refused(ProblemDetail.of(name, kind, detail), Optional.empty());
    }

    /** No worker was free. Of an attempt that is no news: it is made again until one is. */
    WorkerResult overloaded(ErrorName name) {
        var problem = ProblemDetail.of(name, "overloaded",
                "The service " + called.method().service() + " takes no more calls for now.");
        LOG.log(attempt.isPresent() ? Level.DEBUG : Level.WARN,
                MESSAGES.callRefused(called.method().qualifiedName(), problem.kind(), problem.detail()));
        return new WorkerResult.ExpectedFailure(problem, Optional.empty());
    }

    /** By the arguments' reader. */
    WorkerResult refused(ProblemException refusal) {
        return refused(refusal.problem(), Optional.empty());
    }

    /**
     * The method threw. An error of a call that the method itself made is its own failure, and no answer to its caller.
     */
    WorkerResult thrown(Throwable cause) {
        if (cause instanceof ProblemException own && !(cause instanceof RpcException) && isAnswer(own)) {
            return refused(own.problem(), Optional.of(cause));
        }
        return isExpected(cause) ? refused(expected(cause), Optional.of(cause)) : failed(cause);
    }

    /** A fault of this side, the method's or not. */
    WorkerResult failed(Throwable fault) {
        var errorId = UUID.randomUUID().toString();
        logFault(MESSAGES.callFailed(called.method().qualifiedName(), errorId), "", errorId, fault);
        return new WorkerResult.Failed(hidden(problem(fault, errorId)), Optional.of(fault));
    }

    WorkerResult ofListener(WorkerListener listener, String step, Throwable fault) {
        if (step.equals("before") && fault instanceof ProblemException own && isAnswer(own)) {
            return refused(own.problem(), Optional.of(fault));
        }
        var errorId = UUID.randomUUID().toString();
        var name = WorkerListeners.name(listener);
        logFault(MESSAGES.listenerFailed(name, step, called.method().qualifiedName(), errorId),
                name + "." + step + ": ", errorId, fault);
        return new WorkerResult.Failed(hidden(problem(fault, errorId)), Optional.of(fault));
    }

    void tornDownBadly(WorkerListener listener, Throwable fault) {
        logError(MESSAGES.teardownFailed(WorkerListeners.name(listener), called.method().qualifiedName()), fault);
    }

    private WorkerResult refused(ProblemDetail problem, Optional<Throwable> cause) {
        var told = hidden(problem);
        LOG.warn(MESSAGES.callRefused(called.method().qualifiedName(), told.kind(), oneLine(told.detail())));
        return new WorkerResult.ExpectedFailure(told, cause);
    }

    private ProblemDetail hidden(ProblemDetail problem) {
        return called.sensitive().isEmpty() ? problem : called.secrets(invocation).hide(problem);
    }

    /**
     * An attempt that is made again is a warning of one line: what happened is in it, and whoever has to act is called by the
     * error of the last one, with its trace. A fault that a second attempt gets over leaves no trace.
     */
    private void logFault(String message, String place, String errorId, Throwable fault) {
        if (attempt.isEmpty() || attempt.get().isLast()) {
            logError(message, fault);
        } else {
            var told = called.sensitive().isEmpty()
                    ? fault.toString()
                    : called.secrets(invocation).hide(fault.toString());
            LOG.warn(MESSAGES.attemptFailed(called.method().qualifiedName(), attempt.get().number(),
                    attempt.get().limit(), errorId, oneLine(place + told)));
        }
    }

    /** A stack trace has the messages of exceptions, and those may have arguments. */
    private void logError(String message, Throwable fault) {
        if (called.sensitive().isEmpty()) {
            LOG.error(message, fault);
        } else {
            LOG.error(message + System.lineSeparator() + called.secrets(invocation).render(fault));
        }
    }

    /** To a caller, if there is one to be answered; what the method declares to throw is one in any case. */
    private boolean isAnswer(ProblemException own) {
        return own.problem().name().status() < SERVER_ERRORS && (attempt.isEmpty() || isExpected(own));
    }

    private boolean isExpected(Throwable cause) {
        return !(cause instanceof Error)
                && invocation.method().expected().stream().anyMatch(type -> type.isInstance(cause));
    }

    private static ProblemDetail expected(Throwable cause) {
        var message = Optional.ofNullable(cause.getMessage()).orElse("The service refused.");
        return new ProblemDetail(ErrorName.BAD_REQUEST, "expected-failure", message, List.of(), Optional.empty(),
                Optional.of(code(cause.getClass())));
    }

    /** The simple name; of an anonymous class, that of the class it extends. */
    private static String code(Class<?> type) {
        return type.getSimpleName().isEmpty() ? code(type.getSuperclass()) : type.getSimpleName();
    }

    /** The answer that the method chose, if it did; else nothing of what happened. */
    private static ProblemDetail problem(Throwable fault, String errorId) {
        if (fault instanceof ProblemException own && !(fault instanceof RpcException)) {
            var chosen = own.problem();
            return new ProblemDetail(chosen.name(), chosen.kind(), chosen.detail(), chosen.errors(),
                    Optional.of(errorId), chosen.errorCode());
        }
        return ProblemDetail.failure("general-error", errorId);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
