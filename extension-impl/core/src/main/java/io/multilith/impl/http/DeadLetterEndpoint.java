package io.multilith.impl.http;

import java.util.function.Supplier;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.delivery.DeadLetter;
import io.multilith.delivery.DeadLetters;
import io.multilith.messaging.MessagingException;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Dead letters, for operators: to look at, to try again, to throw away. */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX + "/" + CollectionPaths.DEAD_LETTERS)
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterEndpoint {
    private static final int MOST = 1_000;
    private static final int PAGE = 100;

    @Inject
    DeadLetters letters;
    @Inject
    OperatorGuard guard;
    @Context
    SecurityContext caller;
    @Context
    HttpServletRequest request;
    @Context
    UriInfo uri;

    @GET
    public String count() {
        guard.admit(caller);
        QueryParameters.requireNone(uri.getQueryParameters());
        return asked(() -> {
            var handlers = Json.createArrayBuilder();
            letters.handlers().forEach(handler -> handlers.add(count(handler, letters.count(handler, MOST + 1))));
            return handlers.build().toString();
        });
    }

    /** Beyond {@link #MOST} nobody counts. */
    private static JsonObject count(String handler, int letters) {
        var count = Json.createObjectBuilder().add("handler", handler).add("letters", Math.min(letters, MOST));
        return (letters > MOST ? count.add("more", true) : count).build();
    }

    @GET
    @Path("{handler}")
    public String list(@PathParam("handler") String handler) {
        guard.admit(caller);
        var limit = QueryParameters.limit(uri.getQueryParameters(), PAGE, MOST);
        return asked(() -> {
            var list = Json.createArrayBuilder();
            letters.list(handler, limit).forEach(letter -> list.add(json(letter)));
            return list.build().toString();
        });
    }

    @GET
    @Path("{handler}/{id}")
    public String inspect(@PathParam("handler") String handler, @PathParam("id") String id) {
        guard.admit(caller);
        QueryParameters.requireNone(uri.getQueryParameters());
        return asked(() -> json(letters.inspect(handler, id)).toString());
    }

    @POST
    @Path("{handler}/{id}/retry")
    public void retry(@PathParam("handler") String handler, @PathParam("id") String id) {
        guard.admitChange(caller, request);
        asked(() -> {
            letters.retry(handler, id);
            return "";
        });
    }

    @DELETE
    @Path("{handler}/{id}")
    public void discard(@PathParam("handler") String handler, @PathParam("id") String id) {
        guard.admitChange(caller, request);
        asked(() -> {
            letters.discard(handler, id);
            return "";
        });
    }

    private static String asked(Supplier<String> question) {
        try {
            return question.get();
        } catch (MessagingException brokerAway) {
            throw new ProblemException(ErrorName.UNAVAILABLE, "broker-unavailable", "The broker does not answer.");
        }
    }

    private static JsonObject json(DeadLetter letter) {
        var json = Json.createObjectBuilder().add("id", letter.id()).add("handler", letter.handler())
                .add("origin", letter.origin()).add("reason", letter.reason()).add("attempts", letter.attempts())
                .add("buried", letter.buried().toString()).add("body", letter.body()).add("masked", letter.masked());
        if (letter.truncated()) {
            json.add("truncated", true);
        }
        letter.eventId().ifPresent(id -> json.add("eventId", id));
        letter.type().ifPresent(type -> json.add("type", type));
        letter.subject().ifPresent(subject -> json.add("subject", subject));
        letter.errorId().ifPresent(id -> json.add("errorId", id));
        return json.build();
    }
}
