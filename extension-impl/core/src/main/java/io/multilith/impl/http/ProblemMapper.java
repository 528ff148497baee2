package io.multilith.impl.http;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Answers with a problem whatever went wrong: what the worker pipeline made of it, what a service threw as it is, what the
 * server refused by its status, anything else as a general error with an id that is in the log. An application's own mapper
 * for a narrower type goes first, and so does a response that has a body already.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Exception> {
    @Context
    HttpServletRequest request;

    @Override
    public Response toResponse(Exception exception) {
        var told = RestFailure.told(request, exception);
        if (exception instanceof WebApplicationException refusal) {
            return response(refusal.getResponse(), told);
        }
        if (told.isPresent()) {
            return ProblemResponses.of(told.get(), request);
        }
        if (exception instanceof RefusedMethod refusal) {
            return ProblemResponses.of(Response.status(refusal.problem().name().status())
                    .header(HttpHeaders.ALLOW, refusal.allowed()), refusal.problem(), request);
        }
        return ProblemResponses.of(exception instanceof ProblemException refusal
                ? refusal.problem()
                : ProblemResponses.failure(exception), request);
    }

    private Response response(Response response, Optional<ProblemDetail> told) {
        if (response.getStatus() < 400 || response.hasEntity()) {
            return response;
        }
        var problem = ProblemResponses.problem(response.getStatus());
        return ProblemResponses.of(Response.fromResponse(response), new ProblemDetail(problem.name(), problem.kind(),
                problem.detail(), problem.errors(), told.flatMap(ProblemDetail::errorId), Optional.empty()), request);
    }
}
