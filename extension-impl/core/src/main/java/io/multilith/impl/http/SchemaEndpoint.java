package io.multilith.impl.http;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.impl.json.JsonSchemas;
import io.multilith.resource.ResourceDispatcher;

/**
 * What the records of a collection are, as JSON Schema: the schema itself is of a record as it is shown, its definition
 * {@code write} of the body that creates or replaces one.
 */
@RequestScoped
@Path("/" + CollectionPaths.PREFIX + "/" + CollectionPaths.SCHEMA)
@Produces({"application/schema+json", MediaType.APPLICATION_JSON})
public class SchemaEndpoint {
    private static final String WRITE = "write";

    @Inject
    ResourceDispatcher resources;
    @Inject
    JsonSchemas schemas;
    @Context
    UriInfo uri;

    @GET
    @Path("{collection}")
    public String schema(@PathParam("collection") String collection) {
        var type = resources.description(collection).recordType();
        var document = schemas.document("#/$defs/");
        document.reserve(WRITE);
        var shown = document.shownRecord(type);
        var definitions = Json.createObjectBuilder().add(WRITE, document.acceptedRecord(type));
        document.definitions().forEach(definitions::add);
        return Json.createObjectBuilder().add("$schema", JsonSchemas.DIALECT)
                .add("$id", uri.getBaseUriBuilder().segment(CollectionPaths.SCHEMA, collection).build().toString())
                .add("title", collection).addAll(Json.createObjectBuilder(shown)).add("$defs", definitions).build()
                .toString();
    }
}
