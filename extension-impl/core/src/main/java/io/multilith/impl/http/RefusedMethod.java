package io.multilith.impl.http;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** A method that a collection or record does not answer, with those that it does. */
final class RefusedMethod extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    RefusedMethod(ProblemDetail problem, AllowedMethods allowed) {
        super(problem);
        this.allowed = allowed.toString();
    }

    static RefusedMethod of(AllowedMethods allowed) {
        return new RefusedMethod(ProblemResponses.problem(ErrorName.METHOD_NOT_ALLOWED.status()), allowed);
    }

    String allowed() {
        return allowed;
    }
}
