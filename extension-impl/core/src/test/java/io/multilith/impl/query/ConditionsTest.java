package io.multilith.impl.query;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.Operator;

import static org.assertj.core.api.Assertions.assertThat;

class ConditionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1|EQ|1|true", "1.0|EQ|1|true", "1|EQ|2|false",
            "\"1\"|EQ|1|false", "null|EQ|null|true", "1|EQ|null|false", "[1,2]|EQ|[1.0,2]|true", "[1,2]|EQ|1|false",
            "{\"a\":1}|EQ|{\"a\":1.0}|true", "{\"a\":1}|EQ|{\"b\":1}|false", "1|NE|2|true", "null|NE|2|true",
            "2|NE|2|false", "1|LT|2|true", "2|LT|2|false", "2|LTE|2|true", "3|GT|2|true", "2|GT|2|false",
            "2|GTE|2.0|true", "null|LT|2|false", "null|GTE|null|false", "\"a\"|LT|\"b\"|true", "\"a\"|LT|2|false",
            "\"b\"|GT|1|false", "false|LT|true|true", "true|GTE|false|true", "\"Z\"|LT|\"a\"|true",
            "\"\uE000\"|LT|\"\uD83D\uDE00\"|true"})
    void compare_one_field(String value, Operator operator, String other, boolean match) {
        var condition = new Condition.Comparison("f", operator, json(other));

        assertThat(match(condition, record(value))).isEqualTo(match);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"1|true", "3|false", "null|false", "2.00|true"})
    void find_one_of_several_values(String value, boolean match) {
        var values = List.of(json("1"), json("2"));

        assertThat(match(new Condition.In("f", values, false), record(value))).isEqualTo(match);
        assertThat(match(new Condition.In("f", values, true), record(value))).isEqualTo(!match);
    }

    @Test
    void take_a_missing_field_for_one_without_value() {
        var without = JsonValue.EMPTY_JSON_OBJECT;

        assertThat(match(new Condition.Comparison("f", Operator.EQ, JsonValue.NULL), without)).isTrue();
        assertThat(match(new Condition.Comparison("f", Operator.NE, json("1")), without)).isTrue();
        assertThat(match(new Condition.In("f", List.of(json("1")), true), without)).isTrue();
        assertThat(match(new Condition.In("f", List.of(JsonValue.NULL), false), without)).isTrue();
        for (var operator : List.of(Operator.LT, Operator.LTE, Operator.GT, Operator.GTE)) {
            assertThat(match(new Condition.Comparison("f", operator, json("1")), without)).isFalse();
        }
    }

    @Test
    void combine_others() {
        var one = new Condition.Comparison("f", Operator.GT, json("1"));
        var other = new Condition.Comparison("f", Operator.LT, json("3"));

        assertThat(Stream.of("1", "2", "3").filter(f -> matches(new Condition.And(List.of(one, other)), f)))
                .containsExactly("2");
        assertThat(Stream.of("1", "2", "3").filter(f -> matches(new Condition.Or(List.of(one, other)), f)))
                .containsExactly("1", "2", "3");
        assertThat(matches(Condition.EVERYTHING, "1")).isTrue();
        assertThat(matches(new Condition.Or(List.of()), "1")).isFalse();
    }

    @Test
    void search_texts_in_any_case() {
        var condition = new Condition.Search(Set.of("f", "g"), "ÄPF");

        assertThat(matches(condition, "\"Bratäpfel\"")).isTrue();
        assertThat(matches(condition, "\"Birnen\"")).isFalse();
        assertThat(matches(condition, "7")).isFalse();
    }

    private static boolean matches(Condition condition, String value) {
        return match(condition, record(value));
    }

    private static JsonObject record(String value) {
        return Json.createObjectBuilder().add("f", json(value)).build();
    }

    private static JsonValue json(String text) {
        return Json.createReader(new StringReader("[" + text + "]")).readArray().get(0);
    }

    private static boolean match(Condition condition, JsonObject fields) {
        return condition.matches(fields);
    }
}
