package io.multilith.problem;

/**
 * Carries a {@link ProblemDetail}; every transport answers with just that. Service methods may throw it to choose their
 * own answer.
 *
 * @since 0.1
 */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail problem;

    /**
     * Carries a problem.
     *
     * @param problem
     *     what the client will see
     */
    public ProblemException(ProblemDetail problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /**
     * Carries a problem and what caused it. The cause is for the log, clients never see it.
     *
     * @param problem
     *     what the client will see
     * @param cause
     *     what led to it
     */
    public ProblemException(ProblemDetail problem, Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
    }

    /**
     * Makes an exception of its parts.
     *
     * @param name
     *     the class of error
     * @param kind
     *     the exact situation, see {@link ProblemDetail#kind()}
     * @param detail
     *     one sentence for people
     */
    public ProblemException(ErrorName name, String kind, String detail) {
        this(ProblemDetail.of(name, kind, detail));
    }

    /**
     * What the client sees.
     *
     * @return the problem
     */
    public ProblemDetail problem() {
        return problem;
    }
}
