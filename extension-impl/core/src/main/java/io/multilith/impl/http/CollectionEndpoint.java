package io.multilith.impl.http;

import java.io.InputStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
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

/**
 * Every collection as a resource. Paths begin with how many segments follow: Jakarta REST tries every template of a class that could
 * be meant.
 */
@Singleton
@Path("/" + CollectionPaths.PREFIX)
@Produces(MediaType.APPLICATION_JSON)
public class CollectionEndpoint {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String COLLECTION = "1/{collection}";
    private static final String RECORD = "2/{collection}/{id}";
    private static final String BELOW_RECORD = "3/{collection}/{id}";
    private static final String LINKS = "/{links:\\$links}";

    @Inject
    ResourceDispatcher resources;
    @Inject
    Directory directory;
    @Inject
    JsonBodies bodies;
    @Inject
    JsonCodec json;
    @Inject
    Callers callers;
    @Context
    UriInfo uri;
    @Context
    HttpHeaders headers;
    @Context
    Request request;
    @Context
    SecurityContext security;

    @GET
    @Path("0")
    public Response index() {
        return Response.ok(JSON.createObjectBuilder()
                .add("resources", JSON.createArrayBuilder(directory.collections()))
                .add("services", JSON.createArrayBuilder(directory.services())).build().toString()).build();
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
        return calls()
                .change(ResourceRequest.of(collection, "create").with(bodies.readRecord(headers, body)).with(query()));
    }

    @PUT
    @Path(COLLECTION)
    public Response updateMany(@PathParam("collection") String collection) {
        throw RefusedMethod.of(AllowedMethods.of(resources.description(collection), false));
    }

    @OPTIONS
    @Path(COLLECTION)
    public Response options(@PathParam("collection") String collection) {
        return AllowedMethods.of(resources.description(collection), false).answer();
    }

    @OPTIONS
    @Path(RECORD)
    public Response recordOptions(@PathParam("collection") String collection) {
        return AllowedMethods.of(resources.description(collection), true).answer();
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
                ResourceRequest.of(collection, "update", id).with(bodies.readRecord(headers, body)).with(query()));
    }

    @PATCH
    @Path(RECORD)
    public Response patch(@PathParam("collection") String collection, @PathParam("id") String id, InputStream body) {
        return calls().changeRecord(
                ResourceRequest.of(collection, "patch", id).with(bodies.readPatch(headers, body)).with(query()));
    }

    @DELETE
    @Path(RECORD)
    public Response remove(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().changeRecord(ResourceRequest.of(collection, "remove", id).with(query()));
    }

    @POST
    @Path(RECORD) // the same template, or Jersey answers OPTIONS itself
    public Response act(@PathParam("collection") String collection, @PathParam("id") String action,
            InputStream body) {
        return calls().change(ResourceRequest.of(collection, CollectionCalls.requireAction(action))
                .with(bodies.readArguments(headers, body)));
    }

    @POST
    @Path(BELOW_RECORD + "/{action}")
    public Response act(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("action") String action, InputStream body) {
        return calls().changeRecord(ResourceRequest.of(collection, CollectionCalls.requireAction(action), id)
                .with(bodies.readArguments(headers, body)));
    }

    @GET
    @Path(BELOW_RECORD + "/{history:\\$history}")
    public Response history(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().read(ResourceRequest.of(collection, "$history", id));
    }

    @GET
    @Path(BELOW_RECORD + LINKS)
    public Response links(@PathParam("collection") String collection, @PathParam("id") String id) {
        return calls().read(ResourceRequest.of(collection, "$links", id));
    }

    @POST
    @Path("4/{collection}/{id}" + LINKS + "/{relation}")
    public Response link(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("relation") String relation, InputStream body) {
        var link = JSON.createObjectBuilder(bodies.readArguments(headers, body)).add("relation", relation).build();
        return calls().changeRecord(ResourceRequest.of(collection, "$link", id).with(link));
    }

    @DELETE
    @Path("5/{collection}/{id}" + LINKS + "/{relation}/{index:[0-9]{1,9}}")
    public Response unlink(@PathParam("collection") String collection, @PathParam("id") String id,
            @PathParam("relation") String relation, @PathParam("index") int index) {
        JsonValue link = JSON.createObjectBuilder().add("relation", relation).add("index", index).build();
        return calls().changeRecord(ResourceRequest.of(collection, "$unlink", id).with(link));
    }

    private CollectionCalls calls() {
        return new CollectionCalls(resources, request, headers, uri, callers.of(security));
    }

    private QueryForm query() {
        return UrlQuery.read(uri.getRequestUri().getRawQuery(), json);
    }
}
