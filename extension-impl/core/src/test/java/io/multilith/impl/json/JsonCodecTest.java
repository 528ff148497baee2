package io.multilith.impl.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.bind.JsonbException;
import jakarta.json.bind.annotation.JsonbProperty;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonCodecTest {
    private final JsonCodec codec = new JsonCodec();

    @Nested
    class Parsing {
        @Test
        void takes_thirty_two_levels() {
            var parsed = codec.parse("[".repeat(32) + "]".repeat(32));

            assertThat(parsed.toString()).hasSize(64);
        }

        @Test
        void takes_an_answer_about_what_has_so_many() {
            assertThat(codec.parseAnswer(("[".repeat(40) + "]".repeat(40)).getBytes(StandardCharsets.UTF_8)).toString())
                    .hasSize(80);
            assertThatThrownBy(
                    () -> codec.parseAnswer(("[".repeat(41) + "]".repeat(41)).getBytes(StandardCharsets.UTF_8)))
                    .hasMessageContaining("deeper than 40");
        }

        @ParameterizedTest
        @ValueSource(ints = {33, 1_000, 100_000})
        void refuses_more_levels(int levels) {
            assertMalformed("[".repeat(levels) + "]".repeat(levels), "deeper than 32");
        }

        @Test
        void refuses_more_levels_of_objects_and_arrays_together() {
            assertMalformed("{\"a\":[".repeat(17) + "]}".repeat(17), "deeper than 32");
        }

        @Test
        void counts_no_brackets_in_texts() {
            var text = "[".repeat(40) + "\\\"" + "{".repeat(40);

            var parsed = codec.parse("[\"" + text + "\"]");

            assertThat(parsed.asJsonArray().getString(0)).hasSize(81);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "nul", "1 2", "{} x", "\"a", "01", "+1",
                "'a'", "[1] // no", "NaN", "1,2", "1]", "] 1 [", "1], [2", "{}]"})
        void refuses_what_is_no_json(String text) {
            assertMalformed(text, "not valid JSON");
        }

        @Test
        void refuses_a_member_that_is_named_twice() {
            assertMalformed("{\"a\":1,\"a\":2}", "twice");
        }

        @Test
        void refuses_a_member_that_is_named_twice_further_in() {
            assertMalformed("{\"b\":[{\"a\":1,\"a\":2}]}", "twice");
        }

        @Test
        void refuses_a_number_of_very_many_digits() {
            assertMalformed("[" + "9".repeat(5_000) + "]", "");
        }

        @Test
        void refuses_bytes_that_are_not_utf_8() {
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.parse(new byte[]{'"', (byte) 0xc3, (byte) 0x28, '"'}));

            assertThat(refusal.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
            assertThat(refusal).hasMessageContaining("UTF-8");
        }

        @Test
        void reads_utf_8() {
            var parsed = codec.parse("\"Zoë 🍎\"".getBytes(StandardCharsets.UTF_8));

            assertThat(parsed).isEqualTo(Json.createValue("Zoë 🍎"));
        }

        private void assertMalformed(String text, String why) {
            var refusal = catchThrowableOfType(ProblemException.class, () -> codec.parse(text));

            assertThat(refusal).as(text.substring(0, Math.min(40, text.length()))).isNotNull();
            assertThat(refusal.problem().name()).isEqualTo(ErrorName.BAD_REQUEST);
            assertThat(refusal.problem().kind()).isEqualTo("malformed-request");
            assertThat(refusal).hasMessageContaining(why);
        }
    }

    @Nested
    class Types {
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
                "int|7", "int|-2147483648", "int|2147483647", "int|1.0", "int|1e3", "long|9223372036854775807",
                "byte|127", "short|-32768", "double|0.5", "double|3", "float|1e10", "boolean|true", "char|\"x\"",
                "text|\"\"", "date|\"2026-11-22\"", "uuid|\"9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d\"", "colour|\"RED\"",
                "ints|[1,2,3]", "text|null", "boxed|null", "any|{\"a\":[1]}", "big|123456789012345678901234567890"})
        void takes_what_is_of_the_type(String field, String value) {
            var decoded = codec.decode(member(field, value), Everything.class, "");

            assertThat(decoded).isInstanceOf(Everything.class);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
                "int|\"7\"", "int|1.5", "int|2147483648", "int|true", "int|null", "int|[]", "int|1e999999999",
                "int|1e-999999999", "long|9223372036854775808", "byte|128", "short|-32769", "double|\"0.5\"",
                "double|null", "double|1e999", "float|1e39", "float|true", "boolean|\"true\"", "boolean|1",
                "boolean|null", "char|1", "text|1",
                "text|true", "text|{}", "text|[]", "date|20261122", "uuid|1", "colour|\"red\"", "colour|0",
                "ints|[1,\"2\"]", "ints|[null]", "ints|1", "ints|{}", "inner|[]", "inner|\"x\"", "list|{}",
                "list|[1]", "map|[]", "map|{\"a\":\"b\"}", "object|[]", "optional|1", "big|1.5"})
        void refuses_what_a_lenient_mapper_would_bend(String field, String value) {
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(member(field, value), Everything.class, ""));

            assertThat(refusal).isNotNull();
            assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
            assertThat(refusal.problem().errors()).singleElement().extracting(FieldError::pointer).asString()
                    .startsWith("/" + field);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {"date|\"yesterday\"", "uuid|\"nobody\"", "char|\"xy\""})
        void refuses_a_text_of_the_wrong_form(String field, String value) {
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(member(field, value), Everything.class, ""));

            assertThat(refusal.problem().name()).isEqualTo(ErrorName.UNPROCESSABLE);
        }

        @Test
        void refuses_a_field_that_the_type_does_not_know() {
            var refusal = catchThrowableOfType(ProblemException.class, () -> codec
                    .decode(codec.parse("{\"inner\":{\"no/such~field\":1}}"), Everything.class, "/data"));

            assertThat(refusal.problem().errors())
                    .containsExactly(new FieldError("/data/inner/no~1such~0field", "is not a known field"));
        }

        @Test
        void lists_all_faulty_places() {
            var refusal = catchThrowableOfType(ProblemException.class, () -> codec
                    .decode(codec.parse("{\"int\":\"1\",\"ints\":[1,true],\"more\":0}"), Everything.class, ""));

            assertThat(refusal.problem().errors()).extracting(FieldError::pointer).containsExactlyInAnyOrder("/int",
                    "/ints/1", "/more");
        }

        @Test
        void names_no_java_class_in_a_refusal() {
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(codec.parse("{\"date\":1,\"inner\":1,\"list\":1}"), Everything.class, ""));

            assertThat(refusal.problem().toJson().toString()).doesNotContain("java").doesNotContain("Everything");
        }

        @Test
        void lists_the_names_of_constants_that_it_takes_whatever_they_call_themselves() {
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(Json.createValue("Red"), Paint.class, "/args/0"));

            assertThat(refusal.problem().errors())
                    .containsExactly(new FieldError("/args/0", "must be one of [RED, BLUE]"));
            assertThat(codec.decode(Json.createValue("RED"), Paint.class, "")).isEqualTo(Paint.RED);
        }

        @Test
        void reads_an_array_where_any_iterable_will_do() throws NoSuchFieldException {
            var texts = Iterables.class.getDeclaredField("texts").getGenericType();

            assertThat((Iterable<?>) codec.decode(codec.parse("[\"a\",\"b\"]"), texts, "")).hasToString("[a, b]");
            assertThat((Iterable<?>) codec.decode(codec.parse("[1]"), Iterable.class, "")).hasToString("[1]");
            var refusal = catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(codec.parse("[\"a\",1]"), texts, ""));
            assertThat(refusal.problem().errors()).containsExactly(new FieldError("/1", "must be a text"));
            assertThat(catchThrowableOfType(ProblemException.class,
                    () -> codec.decode(codec.parse("{}"), texts, "")).problem().errors())
                    .containsExactly(new FieldError("", "must be an array"));
        }

        @Test
        void gives_null_for_a_null() {
            assertThat(codec.decode(JsonValue.NULL, String.class, "")).isNull();
        }

        @Test
        void gives_json_as_it_is_where_json_is_asked_for() {
            var json = codec.parse("{\"a\":null}");

            assertThat(codec.decode(json, JsonObject.class, "")).isSameAs(json);
        }

        @Test
        void reads_the_setters_and_fields_of_a_plain_class() {
            var decoded = (Plain) codec.decode(codec.parse("{\"name\":\"a\",\"size\":2}"), Plain.class, "");

            assertThat(decoded.name).isEqualTo("a");
            assertThat(decoded.size).isEqualTo(2);
        }

        private JsonObject member(String name, String value) {
            var sound = codec.parse("{\"int\":0,\"long\":0,\"byte\":0,\"short\":0,\"double\":0,\"float\":0,"
                    + "\"boolean\":false,\"char\":\"c\"}").asJsonObject();
            return Json.createObjectBuilder(sound).add(name, codec.parse(value)).build();
        }
    }

    @Nested
    class Writing {
        @Test
        void writes_null_as_null() {
            assertThat(codec.encode(null)).isEqualTo("null");
        }

        @Test
        void writes_json_as_it_is() {
            assertThat(codec.encode(codec.parse("{\"a\":null}"))).isEqualTo("{\"a\":null}");
        }

        @Test
        void refuses_a_value_that_refers_to_itself() {
            assertThatThrownBy(() -> codec.encode(new Knot())).isInstanceOf(JsonbException.class);
        }

        @Test
        void refuses_json_that_nests_too_deep_to_be_written() {
            assertThatThrownBy(() -> codec.encode(NestedJson.of(100_000))).isInstanceOf(JsonbException.class);
        }

        @Test
        void refuses_a_chain_of_values_without_an_end() {
            assertThatThrownBy(() -> codec.encode(new Endless())).isInstanceOf(JsonbException.class);
        }

        @Test
        void turns_a_record_into_json() {
            assertThat(codec.toJson(new Inner("x"))).isEqualTo(codec.parse("{\"name\":\"x\"}"));
        }
    }

    enum Colour {
        RED, GREEN
    }

    enum Paint {
        RED {
            @Override
            public String toString() {
                return "Red";
            }
        },
        BLUE
    }

    public record Iterables(Iterable<String> texts) {}

    public record Inner(String name) {}

    @SuppressWarnings("ArrayRecordComponent") // arrays are one of the things to be read
    public record Everything(@JsonbProperty("int") int i, @JsonbProperty("long") long l, @JsonbProperty("byte") byte b,
            @JsonbProperty("short") short s, @JsonbProperty("double") double d, @JsonbProperty("float") float f,
            @JsonbProperty("boolean") boolean z, @JsonbProperty("char") char c, Integer boxed, String text,
            LocalDate date, UUID uuid, Colour colour, int[] ints, Inner inner, List<Inner> list,
            Map<String, Integer> map, JsonObject object, Optional<String> optional, Object any, BigInteger big) {}

    public static class Plain {
        public int size;
        private String name;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }
    }

    public static class Knot {
        public Knot getSelf() {
            return this;
        }
    }

    public static class Endless {
        public Endless getNext() {
            return new Endless();
        }
    }
}
