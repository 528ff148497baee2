package io.multilith.rpc;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * A call that gave no result. Each subclass is one situation, so that a caller can tell what to do about it.
 *
 * @since 0.1
 */
public abstract sealed class RpcException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private RpcException(ProblemDetail problem) {
        super(problem);
    }

    private RpcException(ProblemDetail problem, Throwable cause) {
        super(problem, cause);
    }

    /**
     * Finds the exception for a problem that the called side answered with.
     *
     * @param problem
     *     the {@code error} member of a reply
     * @return an exception to throw
     */
    public static RpcException of(ProblemDetail problem) {
        return switch (problem.kind()) {
            case "unknown-method" -> new UnknownMethod(problem);
            case "bad-arguments" -> new BadArguments(problem);
            case "malformed-request" -> new MalformedRequest(problem);
            case "forbidden" -> new Forbidden(problem);
            case "overloaded" -> new Overloaded(problem);
            default -> new Remote(problem);
        };
    }

    /** The deadline passed without an answer; the method may have run. */
    public static final class Timeout extends RpcException {
        private static final long serialVersionUID = 1L;

        /**
         * Says which call.
         *
         * @param detail
         *     with service and method
         * @param cause
         *     what the bus says
         */
        public Timeout(String detail, Throwable cause) {
            super(ProblemDetail.of(ErrorName.TIMEOUT, "timeout", detail), cause);
        }
    }

    /** Nobody serves that name: 404 if nobody ever did, 503 if somebody did. The method did not run. */
    public static final class NoService extends RpcException {
        private static final long serialVersionUID = 1L;

        /**
         * Says which service.
         *
         * @param detail
         *     with the service's name
         * @param known
         *     whether it was there before
         * @param cause
         *     what the bus says
         */
        public NoService(String detail, boolean known, Throwable cause) {
            super(known
                    ? ProblemDetail.of(ErrorName.UNAVAILABLE, "no-service", detail)
                    : ProblemDetail.of(ErrorName.NOT_FOUND, "unknown-service", detail), cause);
        }
    }

    /** The broker cannot be reached. The method did not run, unless the broker took the call without saying so. */
    public static final class BrokerUnavailable extends RpcException {
        private static final long serialVersionUID = 1L;

        /**
         * Says what is known.
         *
         * @param detail
         *     for people
         * @param cause
         *     what the bus says
         */
        public BrokerUnavailable(String detail, Throwable cause) {
            super(ProblemDetail.of(ErrorName.UNAVAILABLE, "broker-unavailable", detail), cause);
        }
    }

    /** The way back was lost while the call was pending; the method may have run. */
    public static final class OutcomeUnknown extends RpcException {
        private static final long serialVersionUID = 1L;

        /**
         * Says which call.
         *
         * @param detail
         *     with service and method
         * @param cause
         *     what the bus says
         */
        public OutcomeUnknown(String detail, Throwable cause) {
            super(ProblemDetail.of(ErrorName.OUTCOME_UNKNOWN, "outcome-unknown", detail), cause);
        }
    }

    /** The service takes no more calls for now. The method did not run. */
    public static final class Overloaded extends RpcException {
        private static final long serialVersionUID = 1L;

        private Overloaded(ProblemDetail problem) {
            super(problem);
        }
    }

    /** The request was not of the wire format. The method did not run. */
    public static final class MalformedRequest extends RpcException {
        private static final long serialVersionUID = 1L;

        private MalformedRequest(ProblemDetail problem) {
            super(problem);
        }
    }

    /** The arguments do not fit the method. It did not run. */
    public static final class BadArguments extends RpcException {
        private static final long serialVersionUID = 1L;

        private BadArguments(ProblemDetail problem) {
            super(problem);
        }
    }

    /** The service has no such method. */
    public static final class UnknownMethod extends RpcException {
        private static final long serialVersionUID = 1L;

        private UnknownMethod(ProblemDetail problem) {
            super(problem);
        }
    }

    /** The caller may not call the method. It did not run. */
    public static final class Forbidden extends RpcException {
        private static final long serialVersionUID = 1L;

        private Forbidden(ProblemDetail problem) {
            super(problem);
        }
    }

    /** The method failed, as {@link #problem()} says. */
    public static final class Remote extends RpcException {
        private static final long serialVersionUID = 1L;

        private Remote(ProblemDetail problem) {
            super(problem);
        }
    }
}
