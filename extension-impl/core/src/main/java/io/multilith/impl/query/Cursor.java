package io.multilith.impl.query;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
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
    private static final String PASSED = "n";
    /** Of an object, an array and what a field may be. */
    private static final int MAX_DEPTH = JsonCodec.MAX_DEPTH + 2;

    private Cursor() {}

    /**
     * Where a page begins.
     *
     * @param passed
     *            how many records are before it, as far as its maker knew
     */
    record Begin(JsonArray place, int passed) {}

    static String write(List<Sort> sort, Begin begin) {
        var text = JSON.createObjectBuilder().add(ORDER, order(sort)).add(PLACE, begin.place())
                .add(PASSED, begin.passed()).build().toString();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Absent when it is none, or one of another order. */
    static Optional<Begin> read(String cursor, List<Sort> sort) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return JsonCodec.depth(text) > MAX_DEPTH ? Optional.empty() : begin(text, sort);
        } catch (IllegalArgumentException | ProblemException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<Begin> begin(String text, List<Sort> sort) {
        try (var reader = JSON.createReader(new StringReader(text))) {
            return Optional.of(reader.readObject()).filter(read -> order(sort).equals(read.getString(ORDER, "")))
                    .map(Cursor::begin).filter(begin -> begin.place().size() == sort.size() + 1);
        } catch (JsonException foreign) {
            return Optional.empty();
        }
    }

    private static Begin begin(JsonObject read) {
        var passed = read.get(PASSED) instanceof JsonNumber number ? number.intValue() : 0;
        return new Begin(read.get(PLACE) instanceof JsonArray place ? place : JsonArray.EMPTY_JSON_ARRAY,
                Math.max(0, passed));
    }

    private static String order(List<Sort> sort) {
        return String.join(",", sort.stream().map(by -> (by.descending() ? "-" : "+") + by.field()).toList());
    }
}
