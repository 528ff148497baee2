package io.multilith.impl.query;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Sort;

/** A place in an order of records as a text that says nothing to others. */
public final class Cursor {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String ORDER = "o";
    private static final String PLACE = "p";
    /** Of an object, an array and what a field may be. */
    private static final int MAX_DEPTH = JsonCodec.MAX_DEPTH + 2;

    private Cursor() {}

    public static String write(List<Sort> sort, JsonArray place) {
        var text = JSON.createObjectBuilder().add(ORDER, order(sort)).add(PLACE, place).build().toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Absent when it is none, or one of another order. */
    static Optional<JsonArray> read(String cursor, List<Sort> sort) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return JsonCodec.depth(text) > MAX_DEPTH ? Optional.empty() : place(text, sort);
        } catch (IllegalArgumentException | ProblemException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<JsonArray> place(String text, List<Sort> sort) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject()).filter(read -> order(sort).equals(read.getString(ORDER, "")))
                    .map(Cursor::place).filter(place -> place.size() == sort.size() + 1);
        } catch (JsonException foreign) {
            return Optional.empty();
        }
    }

    private static JsonArray place(JsonObject read) {
        return read.get(PLACE) instanceof JsonArray place ? place : JsonArray.EMPTY_JSON_ARRAY;
    }

    private static String order(List<Sort> sort) {
        return String.join(",", sort.stream().map(by -> (by.descending() ? "-" : "+") + by.field()).toList());
    }
}
