package io.multilith.impl.http;

import java.util.function.Consumer;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

import io.multilith.entrypoint.Entrypoints;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Entrypoints, for operators: to look at, to pause, to resume. */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX + "/" + CollectionPaths.ENTRYPOINTS)
@Produces(MediaType.APPLICATION_JSON)
public class EntrypointEndpoint {
    @Inject
    Entrypoints entrypoints;
    @Inject
    OperatorGuard guard;
    @Context
    SecurityContext caller;
    @Context
    HttpServletRequest request;

    @GET
    public String list() {
        guard.admit(caller);
        var list = Json.createArrayBuilder();
        entrypoints.states().forEach(state -> list
                .add(Json.createObjectBuilder().add("name", state.name()).add("paused", state.paused())));
        return list.build().toString();
    }

    @POST
    @Path("{method}/{kind}/pause")
    public void pause(@PathParam("method") String method, @PathParam("kind") String kind) {
        guard.admitChange(caller, request);
        change(entrypoints::pause, method + "/" + kind);
    }

    @POST
    @Path("{method}/{kind}/resume")
    public void resume(@PathParam("method") String method, @PathParam("kind") String kind) {
        guard.admitChange(caller, request);
        change(entrypoints::resume, method + "/" + kind);
    }

    private static void change(Consumer<String> change, String name) {
        try {
            change.accept(name);
        } catch (IllegalArgumentException noSuch) {
            throw new ProblemException(ErrorName.NOT_FOUND, "unknown-entrypoint",
                    "There is no entrypoint " + name + ".");
        }
    }
}
