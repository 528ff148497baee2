package io.multilith.impl.http;

import java.util.Arrays;
import java.util.Optional;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.entrypoint.Caller;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.IdempotencyKey;
import io.multilith.resource.Operation;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Asks for an operation as the headers of an HTTP request want it, and answers as HTTP does. */
record CollectionCalls(ResourceDispatcher resources, Request request, HttpHeaders headers, UriInfo uri,
        Caller caller) {
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY_LENGTH = 255;

    /**
     * A list, with where else its pages are.
     *
     * @param linked
     *            whether the other pages have URLs
     */
    Response list(ResourceRequest asked, boolean linked) {
        var description = resources.description(asked.collection());
        var preference = Preference.of(headers);
        var answer = dispatch(asked.with(preference.asked()));
        return new ListResponse(uri, headers, description, answer).build(linked, preference);
    }

    Response get(ResourceRequest asked) {
        var conditions = RecordConditions.of(headers);
        var answer = dispatch(asked);
        var response = answer.version().filter(conditions::isKnown).isPresent()
                ? Response.notModified()
                : Response.ok(answer.body().toString());
        tag(answer).ifPresent(response::tag);
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    Response read(ResourceRequest asked) {
        return Response.ok(dispatch(asked).body().toString()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
    }

    /** On the condition that the record is what the headers say. */
    Response changeRecord(ResourceRequest asked) {
        var conditions = RecordConditions.of(headers);
        if (!conditions.areNone()) {
            return change(asked.with(conditions));
        }
        if (resources.description(asked.collection()).requireMatch()) {
            throw new ProblemException(ErrorName.PRECONDITION_REQUIRED, "precondition-required",
                    "A record of " + asked.collection() + " is changed with If-Match and the ETag of its last answer.");
        }
        return change(asked);
    }

    Response change(ResourceRequest asked) {
        var preference = Preference.of(headers);
        var answer = dispatch(withKey(asked.with(preference.asked())));
        return new ChangeResponse(uri, answer).build(asked.collection(), tag(answer), preference);
    }

    private ResourceAnswer dispatch(ResourceRequest asked) {
        try {
            return resources.dispatch(asked.by(caller));
        } catch (ProblemException refused) {
            throw refused.problem().name() == ErrorName.METHOD_NOT_ALLOWED
                    ? new RefusedMethod(refused.problem(), allowed(asked))
                    : refused;
        }
    }

    private AllowedMethods allowed(ResourceRequest asked) {
        return AllowedMethods.of(resources.description(asked.collection()), asked.id().isPresent());
    }

    /** Before the body is read: that several records may be changed at once. */
    void requireMany(String collection, Operation operation) {
        var description = resources.description(collection);
        if (!description.multi().contains(operation)) {
            throw RefusedMethod.of(AllowedMethods.of(description, false));
        }
    }

    /** The operations of every collection have other ways to be asked for, and names with a dollar sign are ours. */
    static String requireAction(String name) {
        if (name.startsWith("$")
                || Arrays.stream(Operation.values()).map(Operation::wireName).anyMatch(name::equals)) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-method", "There is no action " + name + ".");
        }
        return name;
    }

    private ResourceRequest withKey(ResourceRequest asked) {
        var key = headers.getHeaderString(IDEMPOTENCY_KEY);
        if (key == null || !(request.getMethod().equals("POST") || request.getMethod().equals("PATCH"))) {
            return asked;
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                    IDEMPOTENCY_KEY + " has 1 to " + MAX_KEY_LENGTH + " characters.");
        }
        return asked.with(
                new IdempotencyKey(caller.name() + " " + request.getMethod() + " " + uri.getRequestUri().getRawPath(),
                        key));
    }

    private static Optional<EntityTag> tag(ResourceAnswer answer) {
        return answer.version().map(version -> new EntityTag(version.toString()));
    }
}
