package io.multilith.impl.http;

import java.io.InputStream;
import java.util.Optional;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.UrlQuery;
import io.multilith.placement.Directory;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;
import io.multilith.resource.RecordRange;
import io.multilith.resource.ResourceAnswer;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.ResourceRequest.Precondition;
import io.multilith.resource.Version;

/** Every collection as a resource. */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX)
@Produces(MediaType.APPLICATION_JSON)
public class CollectionEndpoint {
    private static final String TOTAL_COUNT = "X-Total-Count";
    private static final String CONTENT_RANGE = "Content-Range";

    @Inject
    ResourceDispatcher resources;
    @Inject
    Directory directory;
    @Inject
    JsonBodies bodies;
    @Inject
    JsonCodec json;
    @Context
    UriInfo uri;
    @Context
    Request request;
    @Context
    HttpHeaders headers;

    @GET
    public Response index() {
        return Response.ok(Json.createObjectBuilder()
                .add("resources", Json.createArrayBuilder(directory.collections()))
                .add("services", Json.createArrayBuilder(directory.services())).build().toString()).build();
    }

    @GET
    @Path("{collection}")
    public Response find(@PathParam("collection") String collection) {
        var answer = resources.dispatch(new ResourceRequest(collection, "find", Optional.empty(), Optional.empty(),
                query(), Precondition.NONE));
        var range = answer.range().orElseThrow();
        var response = Response.ok(answer.body().toString())
                .header(CONTENT_RANGE, contentRange(collection, range, answer.body().asJsonArray().size()))
                .header(HttpHeaders.VARY, "Accept");
        range.total().ifPresent(total -> response.header(TOTAL_COUNT, total));
        PageLinks.of(uri, collection, range).forEach(response::links);
        return response.build();
    }

    @POST
    @Path("{collection}")
    public Response create(@PathParam("collection") String collection, InputStream body) {
        var answer = resources.dispatch(ResourceRequest.of(collection, "create", Optional.empty(),
                Optional.of(bodies.readRecord(headers, body))));
        return written(collection, answer);
    }

    @GET
    @Path("{collection}/{id}")
    public Response get(@PathParam("collection") String collection, @PathParam("id") String id) {
        var answer = resources.dispatch(new ResourceRequest(collection, "get", Optional.of(id), Optional.empty(),
                query(), Precondition.NONE));
        var tag = tag(answer).orElseThrow();
        var unmet = Optional.ofNullable(request.evaluatePreconditions(tag));
        if (unmet.isPresent() && unmet.get().build().getStatus() == ErrorName.PRECONDITION_FAILED.status()) {
            throw preconditionFailed();
        }
        return unmet.orElseGet(() -> Response.ok(answer.body().toString())).tag(tag)
                .header(HttpHeaders.VARY, "Accept").build();
    }

    @PUT
    @Path("{collection}/{id}")
    public Response update(@PathParam("collection") String collection, @PathParam("id") String id, InputStream body) {
        var answer = resources.dispatch(conditional(collection, "update", id,
                Optional.of(bodies.readRecord(headers, body))));
        return written(collection, answer);
    }

    @PATCH
    @Path("{collection}/{id}")
    public Response patch(@PathParam("collection") String collection, @PathParam("id") String id, InputStream body) {
        var answer = resources.dispatch(conditional(collection, "patch", id,
                Optional.of(bodies.readPatch(headers, body))));
        return written(collection, answer);
    }

    @DELETE
    @Path("{collection}/{id}")
    public Response remove(@PathParam("collection") String collection, @PathParam("id") String id) {
        return written(collection, resources.dispatch(conditional(collection, "remove", id, Optional.empty())));
    }

    @POST
    @Path("{collection}/{action}")
    public Response act(@PathParam("collection") String collection, @PathParam("action") String action) {
        throw unknownAction(collection, action);
    }

    @POST
    @Path("{collection}/{id}/{action}")
    public Response act(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("action") String action) {
        throw unknownAction(collection, action);
    }

    private ResourceRequest conditional(String collection, String operation, String id, Optional<JsonValue> data) {
        return new ResourceRequest(collection, operation, Optional.of(id), data, QueryForm.ALL, this::check);
    }

    /** {@code If-Match} and {@code If-None-Match}, and whether they ask for the record to be new. */
    private boolean check(Optional<Version> current) {
        var failed = current.isPresent()
                ? Optional.ofNullable(request.evaluatePreconditions(new EntityTag(current.get().toString())))
                : Optional.ofNullable(request.evaluatePreconditions());
        if (failed.isPresent() || (current.isEmpty() && headers.getHeaderString(HttpHeaders.IF_MATCH) != null)) {
            throw preconditionFailed();
        }
        return "*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    private Response written(String collection, ResourceAnswer answer) {
        var response = Response.ok(answer.body().toString()).header(HttpHeaders.VARY, "Accept");
        tag(answer).ifPresent(response::tag);
        if (answer.created()) {
            response.status(Response.Status.CREATED);
        }
        if (answer.created() && answer.version().isPresent()) {
            response.location(uri.getBaseUriBuilder()
                    .segment("{collection}", "{id}").build(collection, answer.body().asJsonObject().getString("id")));
        }
        return response.build();
    }

    private static Optional<EntityTag> tag(ResourceAnswer answer) {
        return answer.version().map(version -> new EntityTag(version.toString()));
    }

    private QueryForm query() {
        return UrlQuery.read(uri.getRequestUri().getRawQuery(), json);
    }

    private static String contentRange(String collection, RecordRange range, int count) {
        var part = count == 0 ? "*" : range.skip() + "-" + (range.skip() + count - 1);
        return collection + " " + part + "/" + (range.total().isPresent() ? range.total().getAsLong() : "*");
    }

    private static ProblemException preconditionFailed() {
        return new ProblemException(ErrorName.PRECONDITION_FAILED, "precondition-failed",
                "The record is not what the request's conditions say.");
    }

    private static ProblemException unknownAction(String collection, String action) {
        return new ProblemException(ErrorName.NOT_FOUND, "unknown-action",
                "The collection " + collection + " has no action " + action + ".");
    }
}
