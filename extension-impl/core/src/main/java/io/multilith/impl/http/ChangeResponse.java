package io.multilith.impl.http;

import java.net.URI;
import java.util.Optional;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.resource.ResourceAnswer;

/** What is answered to a request that changed something. */
record ChangeResponse(UriInfo uri, ResourceAnswer answer) {
    Response build(String collection, Optional<EntityTag> tag, Preference preference) {
        var response = preference.minimal() || answer.body() == JsonValue.NULL
                ? Response.noContent()
                : Response.ok(answer.body().toString()).header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        if (answer.created()) {
            response.status(Response.Status.CREATED);
        }
        if (preference.minimal()) {
            preference.applyMinimal(response);
        }
        tag.ifPresent(response::tag);
        if (answer.created() && answer.version().isPresent()) {
            response.location(location(collection));
        }
        return response.build();
    }

    private URI location(String collection) {
        var id = answer.body().asJsonObject().get("id");
        return uri.getBaseUriBuilder().segment("{collection}", "{id}").build(collection,
                id instanceof JsonString text ? text.getString() : id.toString());
    }
}
