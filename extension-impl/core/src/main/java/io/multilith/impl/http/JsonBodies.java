package io.multilith.impl.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;

/** Reads request bodies, bounded before they are parsed. */
@Singleton
public class JsonBodies {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    static final String ACCEPTED_PATCHES = MediaType.APPLICATION_JSON + ", " + MERGE_PATCH + ", " + JSON_PATCH;

    private final JsonCodec json;
    private final int maxBody;

    @Inject
    public JsonBodies(JsonCodec json, Settings settings) {
        this.json = json;
        this.maxBody = settings.get(Setting.HTTP_MAX_BODY);
    }

    /** A record or an array of records. */
    JsonValue readRecord(HttpHeaders headers, InputStream body) {
        requireJson(headers);
        return requireStructure(body);
    }

    private static void requireJson(HttpHeaders headers) {
        if (!mediaType(headers).equals(MediaType.APPLICATION_JSON)) {
            throw new ProblemException(ErrorName.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
                    "The content type is " + MediaType.APPLICATION_JSON + ".");
        }
    }

    /** A merge patch as an object, a JSON Patch as an array. */
    JsonValue readPatch(HttpHeaders headers, InputStream body) {
        var type = mediaType(headers);
        if (!type.equals(MediaType.APPLICATION_JSON) && !type.equals(MERGE_PATCH) && !type.equals(JSON_PATCH)) {
            throw new WebApplicationException(Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                    .header("Accept-Patch", ACCEPTED_PATCHES).build());
        }
        var patch = requireStructure(body);
        var wanted = type.equals(JSON_PATCH) ? JsonArray.class : JsonObject.class;
        if (!wanted.isInstance(patch)) {
            throw malformed(
                    "A patch of the type " + type + " is " + (wanted == JsonArray.class ? "an array." : "an object."));
        }
        return patch;
    }

    /** A query in its JSON form. */
    JsonObject readQuery(HttpHeaders headers, InputStream body) {
        if (!mediaType(headers).equals(MediaType.APPLICATION_JSON)) {
            throw new WebApplicationException(Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE)
                    .header("Accept-Query", MediaType.APPLICATION_JSON).build());
        }
        return requireObject(requireStructure(body));
    }

    /** The arguments of an action by name; no body: none. */
    JsonObject readArguments(HttpHeaders headers, InputStream body) {
        var bytes = bounded(body);
        if (bytes.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        requireJson(headers);
        return requireObject(json.parse(bytes));
    }

    private static JsonObject requireObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw malformed("The body is a JSON object.");
    }

    private JsonValue requireStructure(InputStream body) {
        var value = json.parse(bounded(body));
        if (value instanceof JsonObject || value instanceof JsonArray) {
            return value;
        }
        throw malformed("The body is a JSON object or array.");
    }

    private byte[] bounded(InputStream body) {
        try {
            var bytes = body.readNBytes(maxBody + 1);
            if (bytes.length > maxBody) {
                throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "payload-too-large",
                        "A body has at most " + maxBody + " bytes.");
            }
            return bytes;
        } catch (IOException broken) {
            throw malformed("The body ended early.");
        }
    }

    /** A body without a type is refused too: a page of any other site may send one without being asked first. */
    private static String mediaType(HttpHeaders headers) {
        return Optional.ofNullable(headers.getMediaType()).filter(JsonBodies::isUtf8)
                .map(type -> type.getType() + "/" + type.getSubtype())
                .orElse("none").toLowerCase(Locale.ROOT);
    }

    /** JSON has no other encoding between systems (RFC 8259), and no parameter for it. */
    private static boolean isUtf8(MediaType type) {
        var charset = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return charset == null || charset.equalsIgnoreCase("utf-8");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
