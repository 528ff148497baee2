package io.multilith.tck;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.json.JsonValue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.multilith.resource.Condition;
import io.multilith.resource.Query;
import io.multilith.resource.StoredRecord;

import static io.multilith.tck.Writes.item;
import static org.assertj.core.api.Assertions.assertThat;

/** A text somewhere in a field, whatever its case, and never a pattern. */
abstract class SearchCases extends StoreCases {
    private static final List<String> NAMES = List.of("100% sure", "snake_case", "back\\slash", "dot.dot", "star*light",
            "[bracket]", "$dollar", "it's", "say \"hi\"", "a|b", "^caret", "what?", "one+one", "{brace}", "(paren)",
            "-- dash", "#hash", "/slash/", "&amp;", "two\nlines", "\\Qquoted\\E", "escape\\");

    SearchCases(ResourceBackendContract contract) {
        super(contract);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "k\\s", "t.d", "*", "[", "]", "$", "'", "\"h", "|", "^", "?", "+", "{", "}", "(",
            ")", "--", "#", "/S", "&", "O\nL", "\\Q", "E\\"})
    void takes_special_characters_for_what_they_are(String text) throws Exception {
        for (var name : NAMES) {
            Writes.insert(store, item(name).add("name", name).build());
        }

        var found = ids(new Query(100, 0).and(search(text)));

        assertThat(found).containsExactlyInAnyOrderElementsOf(NAMES.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT))).toList());
        assertThat(found).isNotEmpty().hasSizeLessThan(3);
    }

    @ParameterizedTest
    @CsvSource({"Apple, apple", "apple, APPLE", "ÄPFEL, äpfel", "äpfel, ÄPF", "Zoë, OË", "ПРИВЕТ, привет", "日本語, 本",
            "a🍎b, 🍎", "naïve, Ï"})
    void passes_over_upper_and_lower_case(String name, String text) throws Exception {
        Writes.insert(store, item("a").add("name", name).build(), item("b").add("name", "other").build());

        assertThat(ids(Query.ALL.and(search(text)))).containsExactly("a");
    }

    @Test
    void looks_into_each_of_the_fields_and_no_other() throws Exception {
        Writes.insert(store, item("red").add("colour", "RED").build(), item("b").add("name", "bored").build(),
                item("c").add("name", "blue").build(), item("d").build());

        assertThat(ids(Query.ALL.and(search("red")))).containsExactly("b", "red");
        assertThat(ids(Query.ALL.and(new Condition.Search(Set.of("name"), "red")))).containsExactly("b");
    }

    @Test
    void finds_every_text_that_there_is_by_an_empty_one() throws Exception {
        Writes.insert(store, item("a").add("name", "").build(), item("b").add("name", "x").build(), item("c").build());

        assertThat(ids(Query.ALL.and(search("")))).containsExactly("a", "b");
    }

    @Test
    void narrows_by_other_conditions_too() throws Exception {
        Writes.insert(store, item("a").add("name", "one").add("done", true).build(),
                item("b").add("name", "ONE").add("done", false).build());

        var page = store.find(Query.ALL.and(search("one"))
                .and(new Condition.Comparison("done", Condition.Operator.EQ, JsonValue.FALSE)));

        assertThat(page.records()).extracting(StoredRecord::id).containsExactly("b");
        assertThat(page.total()).hasValue(1);
    }

    private static Condition search(String text) {
        return new Condition.Search(Set.of("name", "colour"), text);
    }
}
