package io.multilith.impl.entrypoint;

import io.multilith.problem.ProblemException;

/** Tells the refusal of a call's arguments from an exception of the method. */
final class RefusedArguments extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemException refusal;

    RefusedArguments(ProblemException refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    ProblemException refusal() {
        return refusal;
    }
}
