package io.multilith.impl.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/**
 * Answers with a problem whatever went wrong: what a service threw as it is, what the server refused by its status,
 * anything else as a general error with an id that is in the log. An application's own mapper for a narrower type goes
 * first, and so does a response that has a body already.
 */
@Provider
public class ProblemMapper implements ExceptionMapper<Exception> {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);
    private static final String PROBLEM_JSON = "application/problem+json";

    @Override
    public Response toResponse(Exception exception) {
        if (exception instanceof ProblemException refusal) {
            return withBody(Response.status(refusal.problem().name().status()), refusal.problem());
        }
        if (exception instanceof WebApplicationException refusal) {
            var response = refusal.getResponse();
            return response.getStatus() < 400 || response.hasEntity()
                    ? response
                    : withBody(Response.fromResponse(response), problem(response.getStatus()));
        }
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.requestFailed(errorId), exception);
        return withBody(Response.serverError(), new ProblemDetail(ErrorName.GENERAL_ERROR, "general-error",
                "The service failed.", List.of(), Optional.of(errorId), Optional.empty()));
    }

    private static Response withBody(Response.ResponseBuilder response, ProblemDetail problem) {
        return response.entity(problem.toJson().toString()).type(PROBLEM_JSON).build();
    }

    private static ProblemDetail problem(int status) {
        var name = ErrorName.ofStatus(status);
        var kind = name == ErrorName.BAD_REQUEST
                ? "malformed-request"
                : name.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return ProblemDetail.of(name, kind, switch (name) {
            case NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED -> "This path does not answer the method.";
            case NOT_ACCEPTABLE -> "There is no representation of the accepted types.";
            case UNSUPPORTED_MEDIA_TYPE -> "The content type is not one that is read here.";
            default -> "The request was refused.";
        });
    }
}
