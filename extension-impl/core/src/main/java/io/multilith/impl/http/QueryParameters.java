package io.multilith.impl.http;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/** Reads a query from a URL. What is not known is refused, never passed over. */
final class QueryParameters {
    private static final String PLAIN_LIMIT = "limit";

    private QueryParameters() {}

    static void requireNone(MultivaluedMap<String, String> parameters) {
        if (!parameters.isEmpty()) {
            throw bad(parameters.keySet().stream().sorted().map(name -> new FieldError("/" + name, "is not known"))
                    .toList());
        }
    }

    /** The one parameter of a plain list: {@code limit}, from 1. */
    static int limit(MultivaluedMap<String, String> parameters, int absent, int most) {
        var unknown = parameters.keySet().stream().filter(name -> !name.equals(PLAIN_LIMIT)).sorted()
                .map(name -> new FieldError("/" + name, "is not known")).toList();
        if (!unknown.isEmpty()) {
            throw bad(unknown);
        }
        var limit = number(parameters, PLAIN_LIMIT, absent);
        if (limit < 1 || limit > most) {
            throw bad(List.of(new FieldError("/" + PLAIN_LIMIT, "must be from 1 to " + most)));
        }
        return limit;
    }

    private static int number(MultivaluedMap<String, String> parameters, String name, int absent) {
        var text = parameters.getFirst(name);
        if (text == null) {
            return absent;
        }
        if (parameters.get(name).size() == 1 && text.matches("[0-9]{1,9}")) {
            return Integer.parseInt(text);
        }
        throw bad(List.of(new FieldError("/" + name, "must be one natural number")));
    }

    private static ProblemException bad(List<FieldError> errors) {
        return new ProblemException(ProblemDetail.of(ErrorName.BAD_REQUEST, "bad-query",
                "The query has parts that are not known or bad.", errors));
    }
}
