package io.multilith.tck;

import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;

import jakarta.json.Json;
import jakarta.json.JsonValue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.resource.Condition;
import io.multilith.resource.Condition.And;
import io.multilith.resource.Condition.Comparison;
import io.multilith.resource.Condition.In;
import io.multilith.resource.Condition.Operator;
import io.multilith.resource.Condition.Or;
import io.multilith.resource.Query;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operator on every sort of field, also where it has no value. */
abstract class ConditionCases extends StoreCases {
    ConditionCases(ResourceBackendContract contract) {
        super(contract);
    }

    @BeforeEach
    final void fill() throws Exception {
        Writes.insert(store,
                Writes.item("a").add("name", "Apple").add("count", 1).add("price", new BigDecimal("1.50"))
                        .add("done", true).add("day", "2026-01-31").add("colour", "RED").add("tags", json("['x','y']"))
                        .add("address", json("{'street':'Elm','zip':'1'}")).build(),
                Writes.item("b").add("name", "banana").add("count", 2).add("price", 10)
                        .add("done", false).add("day", "2026-02-01").add("colour", "GREEN")
                        .add("tags", json("['y','x']")).add("address", json("{'street':'Oak','zip':'1'}")).build(),
                Writes.item("c").add("name", "Zoë").add("count", 10).add("price", new BigDecimal("-0.25"))
                        .add("done", false).add("day", "2025-12-31").add("colour", "BLUE").add("tags", json("['x']"))
                        .add("address", json("{'street':'Elm'}")).build(),
                Writes.item("d").build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id      | EQ  | 'b'          | b
            id      | NE  | 'b'          | a c d
            id      | LT  | 'c'          | a b
            id      | GTE | 'c'          | c d
            name    | EQ  | 'Apple'      | a
            name    | EQ  | 'apple'      |
            name    | EQ  | 'Apple '     |
            name    | EQ  | 'Zoë'        | c
            name    | NE  | 'Apple'      | b c d
            name    | LT  | 'banana'     | a c
            name    | LTE | 'banana'     | a b c
            name    | GT  | 'Apple'      | b c
            name    | GTE | 'Apple'      | a b c
            name    | GT  | ''           | a b c
            name    | LT  | ''           |
            name    | EQ  | null         | d
            name    | NE  | null         | a b c
            count   | EQ  | 2            | b
            count   | EQ  | 2.0          | b
            count   | NE  | 2            | a c d
            count   | LT  | 10           | a b
            count   | LTE | 10           | a b c
            count   | GT  | 2            | c
            count   | GTE | 2            | b c
            count   | EQ  | null         | d
            count   | NE  | null         | a b c
            count   | LT  | 9223372036854775807 | a b c
            count   | GT  | -9223372036854775808 | a b c
            price   | EQ  | 1.5          | a
            price   | EQ  | 1.500        | a
            price   | EQ  | 10.00        | b
            price   | NE  | 1.5          | b c d
            price   | LT  | 1.5          | c
            price   | LTE | 1.5          | a c
            price   | GT  | -0.25        | a b
            price   | GTE | -0.25        | a b c
            price   | LT  | 0            | c
            price   | GT  | 1.4999       | a b
            price   | NE  | null         | a b c
            done    | EQ  | true         | a
            done    | EQ  | false        | b c
            done    | NE  | true         | b c d
            done    | LT  | true         | b c
            done    | LTE | true         | a b c
            done    | GT  | false        | a
            done    | GTE | false        | a b c
            done    | EQ  | null         | d
            day     | EQ  | '2026-01-31' | a
            day     | NE  | '2026-01-31' | b c d
            day     | LT  | '2026-01-31' | c
            day     | LTE | '2026-01-31' | a c
            day     | GT  | '2026-01-31' | b
            day     | GTE | '2026-01-31' | a b
            day     | EQ  | null         | d
            colour  | EQ  | 'RED'        | a
            colour  | NE  | 'RED'        | b c d
            colour  | LT  | 'GREEN'      | c
            colour  | GTE | 'GREEN'      | a b
            colour  | EQ  | null         | d
            tags    | EQ  | ['x','y']    | a
            tags    | EQ  | ['x']        | c
            tags    | EQ  | []           |
            tags    | NE  | ['x','y']    | b c d
            tags    | EQ  | null         | d
            tags    | NE  | null         | a b c
            address | EQ  | {'street':'Elm','zip':'1'} | a
            address | EQ  | {'zip':'1','street':'Elm'} | a
            address | EQ  | {'street':'Elm'} | c
            address | NE  | {'street':'Elm'} | a b d
            address | EQ  | null         | d
            """)
    void compares(String field, Operator operator, String value, String expected) {
        var condition = new Comparison(field, operator, json(value));

        assertFound(condition, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id      | ['a','d','x']                | a d
            name    | ['Apple','Zoë','x']          | a c
            name    | ['Apple','Apple']            | a
            name    | [null,'Apple']               | a d
            name    | [null]                       | d
            name    | []                           |
            count   | [1,10.0]                     | a c
            price   | [1.5,10]                     | a b
            done    | [true]                       | a
            done    | [true,false]                 | a b c
            day     | ['2026-01-31','2020-01-01']  | a
            colour  | ['BLUE','RED']               | a c
            tags    | [['x','y'],['x']]            | a c
            address | [{'street':'Elm'},null]      | c d
            """)
    void has_one_of_several_values(String field, String values, String expected) {
        var condition = new In(field, List.copyOf(json(values).asJsonArray()), false);

        assertFound(condition, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id      | ['a','d','x']                | b c
            name    | ['Apple','Zoë','x']          | b d
            name    | [null,'Apple']               | b c
            name    | []                           | a b c d
            count   | [1,10.0]                     | b d
            price   | [1.5,10]                     | c d
            done    | [true]                       | b c d
            done    | [null]                       | a b c
            day     | ['2026-01-31']               | b c d
            colour  | ['BLUE','RED']               | b d
            tags    | [['x','y'],['x']]            | b d
            address | [{'street':'Elm'},null]      | a b
            """)
    void has_none_of_several_values(String field, String values, String expected) {
        var condition = new In(field, List.copyOf(json(values).asJsonArray()), true);

        assertFound(condition, expected);
    }

    @Test
    void takes_what_all_conditions_mean() {
        assertFound(new And(List.of(is("done", "false"), is("count", "2"))), "b");
        assertFound(new And(List.of(is("done", "false"), is("name", "null"))), "");
        assertFound(new And(List.of(new Comparison("count", Operator.GT, json("1")),
                new Comparison("count", Operator.LT, json("10")))), "b");
        assertFound(Condition.EVERYTHING, "a b c d");
    }

    @Test
    void takes_what_one_of_some_conditions_means() {
        assertFound(new Or(List.of(is("count", "1"), is("name", "'Zoë'"))), "a c");
        assertFound(new Or(List.of(is("count", "1"), is("done", "null"))), "a d");
        assertFound(new Or(List.of(is("count", "1"), is("name", "'Apple'"))), "a");
        assertFound(new Or(List.of()), "");
    }

    @Test
    void nests_conditions() {
        var either = new Or(List.of(new And(List.of(is("done", "false"), is("colour", "'BLUE'"))),
                new And(List.of(is("done", "true"), new Or(List.of(is("count", "1"), is("count", "5")))))));

        assertFound(either, "a c");
        assertFound(new And(List.of(either, new Comparison("price", Operator.GT, json("0")))), "a");
        assertFound(new And(List.of(new And(List.of()), new Or(List.of(either)))), "a c");
    }

    @Test
    void finds_by_a_value_that_has_changed_meanwhile() throws Exception {
        Writes.replace(store, Writes.item("d").add("name", "Apple").build());
        Writes.replace(store, Writes.item("a").add("name", "Zoë").build());
        Writes.remove(store, "c");

        assertFound(is("name", "'Apple'"), "d");
        assertFound(is("name", "'Zoë'"), "a");
        assertFound(is("done", "true"), "");
    }

    private static Condition is(String field, String value) {
        return new Comparison(field, Operator.EQ, json(value));
    }

    private void assertFound(Condition condition, String expected) {
        var ids = expected == null || expected.isEmpty() ? List.<String>of() : List.of(expected.split(" "));

        var page = store.find(Query.ALL.and(condition));

        assertThat(ids(Query.ALL.and(condition))).isEqualTo(ids);
        assertThat(page.total()).hasValue(ids.size());
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readValue();
        }
    }
}
