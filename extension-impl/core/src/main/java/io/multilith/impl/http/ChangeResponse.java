package io.multilith.impl.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.multilith.resource.ResourceAnswer;

/** What is answered to a request that changed something. */
record ChangeResponse(UriInfo uri, ResourceAnswer answer) {
    private static final String ID = "id";
    private static final Pattern UNRESERVED = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");

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
        if (answer.created() && answer.body() instanceof JsonObject record && record.containsKey(ID)) {
            response.location(location(collection, record.get(ID)));
        }
        return response.build();
    }

    private URI location(String collection, JsonValue value) {
        var id = value instanceof JsonString text ? text.getString() : value.toString();
        return UNRESERVED.matcher(id).matches()
                ? URI.create(uri.getBaseUri() + collection + "/" + id) // a builder takes as long as all else here
                : uri.getBaseUriBuilder().segment("{collection}", "{id}").build(collection, id);
    }
}
