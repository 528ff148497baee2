package io.multilith.impl.query;

import java.util.List;

import jakarta.json.Json;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** The refusals of queries. */
final class BadQuery {
    private BadQuery() {}

    static ProblemException of(List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.BAD_REQUEST, "bad-query",
                "The query has parts that are not known or bad.", errors));
    }

    static ProblemException of(String pointer, String detail) {
        return of(List.of(new FieldError(pointer, detail)));
    }

    static String pointer(String parent, String name) {
        return parent + "/" + Json.encodePointer(name);
    }
}
