package io.multilith.impl.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.multilith.impl.json.JsonCodec;

/**
 * Answers a request that Bean Validation refused. Goes ahead of the server's mapper, which is for a wider type, and behind an
 * application's own.
 */
@Provider
@Priority(Integer.MAX_VALUE)
public class ViolationMapper implements ExceptionMapper<ConstraintViolationException> {
    @Context
    HttpServletRequest request;
    @Inject
    JsonCodec json;

    @Override
    public Response toResponse(ConstraintViolationException violated) {
        return ProblemResponses.of(RestFailure.told(request, violated).orElseGet(() -> isOfTheRequest(violated)
                ? Violations.problem(violated, json)
                : ProblemResponses.failure(violated)), request);
    }

    /** Or what the method returned, or something that it did, breaks the rules. */
    private boolean isOfTheRequest(ConstraintViolationException violated) {
        return RestFailure.method(request).filter(method -> Violations.areOfArguments(violated, method)).isPresent();
    }
}
