package io.multilith.impl.json;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.validation.Validation;
import jakarta.validation.Validator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.multilith.problem.ProblemException;

import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JakartaJsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class JsonSchemasTest {
    private static final JsonCodec JSON = new JsonCodec();
    private static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();
    private static final JsonObject VALID = parse("""
            {"id": "a", "name": "abc", "title": "t", "code": "x", "count": 1, "least": 1, "most": 3, "small": 4,
             "huge": 5, "rate": 1, "weight": 0, "debt": -1, "on": true, "maybe": false, "color": "red", "letter": "q",
             "key": "0198c0de-0000-7000-8000-000000000000", "link": "/x", "day": "2026-11-22",
             "moment": "2026-11-22T10:00:00Z", "tags": ["a"], "numbers": [1], "sizes": [2], "stock": {"x": 1},
             "nick": "n", "part": {"label": "l", "inner": {"label": "i"}}, "unchecked": {"label": "u"},
             "parts": [{"label": "p"}], "extra": {"deep": [null]}, "anything": [1, "2"], "other-name": "o",
             "stamp": 7, "secret": "s"}""").asJsonObject();
    private static final List<JsonValue> VALUES = Stream.of("null", "true", "\"\"", "\" \"", "\"a\"", "\"red\"",
            "\"abcde\"", "\"A1\"", "0", "1", "-1", "2", "2.5", "0.5", "11", "40000", "3000000000",
            "9223372036854775808", "[]", "[null]", "[\"a\"]", "[\"abcd\"]", "[1]", "[1.5]", "[{}]",
            "[{\"label\":\"x\"}]", "[{\"label\":\"x\",\"no\":1}]", "{}", "{\"x\":1}", "{\"x\":-1}", "{\"x\":null}",
            "{\"label\":null}", "{\"label\":\"x\",\"inner\":{}}", "{\"label\":\"x\",\"inner\":{\"label\":\"y\"}}")
            .map(JsonSchemasTest::parse).toList();
    /** Formats are said, and no validator is bound to look at them. */
    private static final List<String> FORMATTED = List.of("key", "link", "day", "moment");

    private static final JsonObject ACCEPTED = whole(true);
    private static final dev.harrel.jsonschema.Validator SCHEMAS = new ValidatorFactory()
            .withJsonNodeFactory(new JakartaJsonNode.Factory()).createValidator();
    private static final URI OF_ACCEPTED = SCHEMAS.registerSchema(ACCEPTED.toString());

    static Stream<String> fields() {
        return VALID.keySet().stream().filter(name -> !name.equals("id"));
    }

    @Test
    void accepts_a_record_that_fits() {
        assertThat(fits(VALID)).isTrue();
        assertThat(isAccepted(VALID)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("fields")
    void says_of_any_value_of_a_field_what_the_codec_says(String field) {
        for (var value : VALUES) {
            if (FORMATTED.contains(field) && value instanceof JsonString) {
                continue;
            }
            var record = Json.createObjectBuilder(VALID).add(field, value).build();

            assertThat(fits(record)).as("%s: %s by %s", field, value,
                    ACCEPTED.getJsonObject("properties").get(field)).isEqualTo(isAccepted(record));
        }
    }

    @ParameterizedTest
    @MethodSource("fields")
    void says_whether_a_field_can_be_left_out(String field) {
        var record = Json.createObjectBuilder(VALID).remove(field).build();

        assertThat(fits(record)).isEqualTo(isAccepted(record));
    }

    @Test
    void refuses_a_field_that_the_type_does_not_have() {
        var record = Json.createObjectBuilder(VALID).add("otherName", "o").build();

        assertThat(fits(record)).isFalse();
        assertThat(isAccepted(record)).isFalse();
    }

    @Test
    void shows_what_is_written_and_nothing_hidden() {
        var shown = whole(false);
        var written = JSON.toJson(JSON.decode(VALID, Gadget.class, "")).asJsonObject();

        assertThat(shown.getJsonObject("properties").keySet()).containsAll(VALID.keySet().stream()
                .filter(name -> !name.equals("secret")).toList()).doesNotContain("secret");
        assertThat(matches(shown, Json.createObjectBuilder(written).remove("secret").build())).isTrue();
        assertThat(shown.getJsonArray("required").getValuesAs(JsonString::getString)).containsExactly("id", "least",
                "name", "tags", "title");
    }

    @Test
    void marks_what_requests_cannot_set_or_see() {
        var properties = ACCEPTED.getJsonObject("properties");

        assertThat(properties.getJsonObject("stamp").getBoolean("readOnly")).isTrue();
        assertThat(properties.getJsonObject("secret").getBoolean("writeOnly")).isTrue();
    }

    @Test
    void takes_any_object_for_a_record_without_a_type() {
        var document = schemas().document("#/$defs/");
        var open = document.acceptedRecord(JsonObject.class);

        assertThat(matches(open, parse("{\"id\": \"a\", \"any\": [null]}"))).isTrue();
        assertThat(matches(open, parse("{}"))).isTrue();
        assertThat(matches(open, parse("{\"id\": 1}"))).isFalse();
        assertThat(matches(open, parse("{\"$x\": 1}"))).isFalse();
        assertThat(matches(document.shownRecord(JsonObject.class), parse("{}"))).isFalse();
    }

    private static JsonObject whole(boolean accepted) {
        var document = schemas().document("#/$defs/");
        var schema = accepted ? document.acceptedRecord(Gadget.class) : document.shownRecord(Gadget.class);
        return Json.createObjectBuilder(schema).add("$schema", JsonSchemas.DIALECT)
                .add("$defs", definitions(document)).build();
    }

    private static JsonObject definitions(SchemaDocument document) {
        var definitions = Json.createObjectBuilder();
        document.definitions().forEach(definitions::add);
        return definitions.build();
    }

    private static JsonSchemas schemas() {
        return new JsonSchemas(true);
    }

    private static boolean fits(JsonObject record) {
        return SCHEMAS.validate(OF_ACCEPTED, record.toString()).isValid();
    }

    private static boolean matches(JsonObject schema, JsonValue value) {
        return SCHEMAS.validate(SCHEMAS.registerSchema(schema.toString()), value.toString()).isValid();
    }

    private static boolean isAccepted(JsonObject record) {
        try {
            return VALIDATOR.validate(JSON.decode(record, Gadget.class, "")).isEmpty();
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static JsonValue parse(String json) {
        return JSON.parse(json);
    }
}
