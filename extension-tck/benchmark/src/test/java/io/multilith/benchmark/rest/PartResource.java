package io.multilith.benchmark.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The baseline: what one writes by hand, with neither versions nor a log. */
@ApplicationScoped
@Path("bare-part")
@Produces(MediaType.APPLICATION_JSON)
public class PartResource {
    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    private final Jsonb json = JsonbBuilder.create();

    @Inject
    Validator validator;

    @GET
    public List<Part> find(@QueryParam("from") int from) {
        return parts.values().stream().filter(part -> part.number() >= from)
                .sorted(Comparator.comparing(Part::name).thenComparing(Part::id)).limit(25).toList();
    }

    @GET
    @Path("{id}")
    public Part get(@PathParam("id") String id) {
        return find(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Valid Part given, @Context UriInfo uri) {
        var id = given.id() == null ? UUID.randomUUID().toString() : given.id();
        var part = new Part(id, given.name(), given.number(), given.stocked(), given.weight());
        if (parts.putIfAbsent(id, part) != null) {
            return Response.status(Response.Status.CONFLICT).build();
        }
        return Response.created(uri.getAbsolutePathBuilder().path(id).build()).entity(part).build();
    }

    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    public Part patch(@PathParam("id") String id, JsonObject patch) {
        var current = json.fromJson(json.toJson(find(id)), JsonObject.class);
        var patched = json.fromJson(Json.createMergePatch(patch).apply(current).toString(), Part.class);
        var violations = validator.validate(patched);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        parts.put(id, patched);
        return patched;
    }

    private Part find(String id) {
        var part = parts.get(id);
        if (part == null) {
            throw new NotFoundException();
        }
        return part;
    }
}
