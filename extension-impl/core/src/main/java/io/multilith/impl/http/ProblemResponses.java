package io.multilith.impl.http;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;

import static io.multilith.impl.http.HttpMessages.MESSAGES;

/** Problems as answers, by the wire contract's section 3. */
final class ProblemResponses {
    static final String PROBLEM_JSON = "application/problem+json";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private ProblemResponses() {}

    static Response of(Response.ResponseBuilder response, ProblemDetail problem, HttpServletRequest request) {
        return response.entity(body(problem, RestFailure.path(request))).type(PROBLEM_JSON).build();
    }

    static String body(ProblemDetail problem, Optional<String> path) {
        var body = JSON.createObjectBuilder(problem.toJson());
        path.ifPresent(instance -> body.add("instance", instance));
        return body.build().toString();
    }

    static Response of(ProblemDetail problem, HttpServletRequest request) {
        return of(Response.status(problem.name().status()), problem, request);
    }

    /** A fault that nobody has logged yet. */
    static ProblemDetail failure(Exception fault) {
        var errorId = UUID.randomUUID().toString();
        LOG.error(MESSAGES.requestFailed(errorId), fault);
        return ProblemDetail.failure("general-error", errorId);
    }

    /** All that is known of an answer of the server's or of a method's. */
    static ProblemDetail problem(int status) {
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
