package io.multilith.tck.liberty;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

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

    /** One element each, of however many headers of that name. */
    List<String> links() {
        return response.headers().allValues("Link").stream().flatMap(line -> Stream.of(line.split(", (?=<)")))
                .toList();
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
