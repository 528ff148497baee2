package io.multilith.tck.liberty;

import java.io.StringReader;
import java.net.http.HttpResponse;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What the server answered to one request. */
record Answer(HttpResponse<String> response) {

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String etag() {
        return header("ETag");
    }

    String body() {
        return response.body();
    }

    JsonObject object() {
        return parse(body()).asJsonObject();
    }

    JsonArray array() {
        return parse(body()).asJsonArray();
    }

    String id() {
        return object().getString("id");
    }

    static JsonValue parse(String json) {
        try (var reader = Json.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
