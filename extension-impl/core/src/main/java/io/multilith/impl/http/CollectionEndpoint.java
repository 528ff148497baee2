package io.multilith.impl.http;

import java.io.InputStream;

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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.UrlQuery;
import io.multilith.placement.Directory;
import io.multilith.resource.Operation;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/** Every collection as a resource. */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX)
@Produces(MediaType.APPLICATION_JSON)
public class CollectionEndpoint {
    private static final String COLLECTION = "{collection}";
    private static final String RECORD = COLLECTION + "/{id}";
    private static final String LINKS = RECORD + "/{links:\\$links}";

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
    HttpHeaders headers;
    @Context
    Request request;
    @Context
    SecurityContext security;

    @GET
    public Response index() {
        return Response.ok(Json.createObjectBuilder()
                .add("resources", Json.createArrayBuilder(directory.collections()))
                .add("services", Json.createArrayBuilder(directory.services())).build().toString()).build();
    }

    @GET
    @Path(COLLECTION)
    public Response find(@PathParam("collection") String collection) {
        return calls().list(ResourceRequest.of(collection, "find").with(query()), true);
    }

    @QUERY
    @Path(COLLECTION)
    public Response query(@PathParam("collection") String collection, InputStream body) {
        return calls().list(ResourceRequest.of(collection, "find")
                .with(new QueryForm(bodies.readQuery(headers, body), false, "")), false);
    }

    @POST
    @Path(COLLECTION)
    public Response create(@PathParam("collection") String collection, InputStream body) {
        return calls().change(ResourceRequest.of(collection, "create").with(bodies.readRecord(headers, body)));
    }

    @PATCH
    @Path(COLLECTION)
    public Response patchMany(@PathParam("collection") String collection, InputStream body) {
        calls().requireMany(collection, Operation.PATCH);
        return calls().change(
                ResourceRequest.of(collection, "patch").with(bodies.readPatch(headers, body)).with(query()));
    }

    @DELETE
    @Path(COLLECTION)
    public Response removeMany(@PathParam("collection") String collection) {
        calls().requireMany(collection, Operation.REMOVE);
        return calls().change(ResourceRequest.of(collection, "remove").with(query()));
    }

    @GET
    @Path(RECORD)
    public Response get(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().get(ResourceRequest.of(collection, "get", id).with(query()));
    }

    @PUT
    @Path(RECORD)
    public Response update(@PathParam("collection") String collection, @PathParam("id") String id, InputStream body) {
        return calls().changeRecord(
                ResourceRequest.of(collection, "update", id).with(bodies.readRecord(headers, body)));
    }

    @PATCH
    @Path(RECORD)
    public Response patch(@PathParam("collection") String collection, @PathParam("id") String id, InputStream body) {
        return calls().changeRecord(ResourceRequest.of(collection, "patch", id).with(bodies.readPatch(headers, body)));
    }

    @DELETE
    @Path(RECORD)
    public Response remove(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().changeRecord(ResourceRequest.of(collection, "remove", id));
    }

    @POST
    @Path(COLLECTION + "/{action}")
    public Response act(@PathParam("collection") String collection, @PathParam("action") String action,
            InputStream body) {
        return calls().change(ResourceRequest.of(collection, CollectionCalls.requireAction(action))
                .with(bodies.readArguments(headers, body)));
    }

    @POST
    @Path(RECORD + "/{action}")
    public Response act(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("action") String action, InputStream body) {
        return calls().changeRecord(ResourceRequest.of(collection, CollectionCalls.requireAction(action), id)
                .with(bodies.readArguments(headers, body)));
    }

    @GET
    @Path(RECORD + "/{history:\\$history}")
    public Response history(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().read(ResourceRequest.of(collection, "$history", id));
    }

    @GET
    @Path(LINKS)
    public Response links(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().read(ResourceRequest.of(collection, "$links", id));
    }

    @POST
    @Path(LINKS + "/{relation}")
    public Response link(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("relation") String relation, InputStream body) {
        var link = Json.createObjectBuilder(bodies.readArguments(headers, body)).add("relation", relation).build();
        return calls().change(ResourceRequest.of(collection, "$link", id).with(link));
    }

    @DELETE
    @Path(LINKS + "/{relation}/{index:[0-9]{1,9}}")
    public Response unlink(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("relation") String relation, @PathParam("index") int index) {
        JsonValue link = Json.createObjectBuilder().add("relation", relation).add("index", index).build();
        return calls().change(ResourceRequest.of(collection, "$unlink", id).with(link));
    }

    private CollectionCalls calls() {
        return new CollectionCalls(resources, request, headers, uri, security);
    }

    private QueryForm query() {
        return UrlQuery.read(uri.getRequestUri().getRawQuery(), json);
    }
}
