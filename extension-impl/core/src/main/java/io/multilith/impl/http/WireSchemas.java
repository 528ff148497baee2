package io.multilith.impl.http;

import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** JSON Schemas of what every collection answers, by the wire contract's sections 1, 3 and 4. */
public final class WireSchemas {
    public static final String PROBLEM = "Problem";
    public static final String JSON_PATCH = "JsonPatch";
    public static final String LINK = "RecordLink";
    public static final String LINKS = "RecordLinks";
    public static final String CHANGE = "RecordChange";

    /** By name. */
    private static final Map<String, JsonObject> ALL = Map.of(PROBLEM, parse("""
            {"type": "object", "description": "RFC 9457", "required": ["type", "title", "status", "detail", "name"],
             "properties": {
              "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
              "detail": {"type": "string"}, "instance": {"type": "string"},
              "name": {"type": "string", "description": "the class of error"},
              "message": {"type": "string"}, "code": {"type": "integer"},
              "className": {"type": "string", "description": "the exact situation"},
              "errorId": {"type": "string", "description": "under which the fault is in the log"},
              "errorCode": {"type": "string", "description": "of a declared exception"},
              "errors": {"type": "array", "items": {"type": "object", "required": ["pointer", "detail"],
               "properties": {"pointer": {"type": "string", "description": "RFC 6901"},
                              "detail": {"type": "string"}}}}}}"""), JSON_PATCH, parse("""
            {"type": "array", "description": "RFC 6902", "items": {"type": "object", "required": ["op", "path"],
             "properties": {
              "op": {"type": "string", "enum": ["add", "remove", "replace", "move", "copy", "test"]},
              "path": {"type": "string"}, "from": {"type": "string"}, "value": {}}}}"""), LINK, parse("""
            {"type": "object", "required": ["target"], "properties": {
             "target": {"type": "array", "description": "a collection and an id", "minItems": 2, "maxItems": 2,
                        "items": {"type": "string"}},
             "title": {"type": "string"}}}"""), LINKS, parse("""
            {"type": "object", "description": "by relation", "additionalProperties": {"type": "array", "items":
             {"$ref": "#/components/schemas/RecordLink"}}}"""), CHANGE, parse("""
            {"type": "object", "description": "CloudEvents 1.0, in structured form",
             "required": ["specversion", "type", "source", "subject", "id", "sequence", "time", "data"],
             "properties": {
              "specversion": {"type": "string", "enum": ["1.0"]}, "type": {"type": "string"},
              "source": {"type": "string"}, "subject": {"type": "string"}, "id": {"type": "string"},
              "sequence": {"type": "string", "pattern": "^[0-9]{20}$"},
              "time": {"type": "string", "format": "date-time"}, "datacontenttype": {"type": "string"},
              "traceparent": {"type": "string"},
              "data": {"type": "object", "required": ["version"], "properties": {
               "resource": {"type": "object"}, "patch": {"type": "object"}, "version": {"type": "integer",
               "format": "int64"}}}}}"""));

    private WireSchemas() {}

    /** In an order that does not change. */
    public static Map<String, JsonObject> sorted() {
        return new TreeMap<>(ALL);
    }

    private static JsonObject parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
