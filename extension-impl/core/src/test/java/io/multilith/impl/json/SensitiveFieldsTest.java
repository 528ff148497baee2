package io.multilith.impl.json;

import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import org.jboss.weld.junit5.WeldInitiator;
import org.jboss.weld.junit5.WeldJunit5Extension;
import org.jboss.weld.junit5.WeldSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.multilith.entrypoint.Sensitive;
import io.multilith.entrypoint.ServiceMethod;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(WeldJunit5Extension.class)
class SensitiveFieldsTest {
    private static final int PLAIN = 0;
    private static final int WHOLE = 1;
    private static final int PARTS = 2;

    @WeldSetup
    final WeldInitiator weld = WeldInitiator.of(SensitiveFieldsTest.class);

    @Test
    void knows_a_method_without_any() {
        assertThat(fields("open").isEmpty()).isTrue();
        assertThat(fields("pay").isEmpty()).isFalse();
        assertThat(fields("pay").isEmpty(PLAIN)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"0|{\"card\":1}|{\"card\":1}", "1|\"4711\"|\"***\"",
            "1|[1,2]|\"***\"", "1|null|null",
            "2|{\"card\":{\"number\":\"4111\",\"name\":\"Ann\"}}|{\"card\":{\"number\":\"***\",\"name\":\"Ann\"}}",
            "2|{\"card\":[{\"number\":1},{\"number\":[2,3]}]}|{\"card\":[{\"number\":\"***\"},{\"number\":\"***\"}]}",
            "2|[{\"card\":{\"number\":1}}]|[{\"card\":{\"number\":\"***\"}}]",
            "2|{\"card\":\"4111\"}|{\"card\":\"***\"}", "2|{\"other\":1}|{\"other\":1}",
            "2|{\"pin\":\"1\",\"card\":{}}|{\"pin\":\"***\",\"card\":{}}", "2|{\"card\":null}|{\"card\":null}"})
    void masks_what_is_sensitive_and_nothing_else(int parameter, String value, String masked) {
        assertThat(fields("pay").mask(parameter, json(value))).isEqualTo(json(masked));
    }

    @Test
    void collects_the_texts_of_what_is_masked() {
        var fields = fields("pay");

        var value = json("{\"card\":[{\"number\":4111,\"name\":\"Ann\"}],\"pin\":{\"first\":\"12\",\"second\":true}}");

        assertThat(fields.texts(PARTS, value)).containsExactlyInAnyOrder("4111", "12");
        assertThat(fields.texts(WHOLE, value)).containsExactlyInAnyOrder("4111", "Ann", "12");
        assertThat(fields.texts(PLAIN, value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"0|{\"k\":{\"number\":1}}|k,1",
            "1|{\"k\":{\"m\":[\"v\"]}}|k,m,v", "2|{\"limits\":{\"k\":1},\"name\":\"n\"}|k,1",
            "3|[{\"k\":1}]|k,1"})
    void collects_the_keys_of_maps_but_not_the_names_of_members(int parameter, String value, String texts) {
        assertThat(fields("search").texts(parameter, json(value))).containsExactlyInAnyOrder(texts.split(","));
    }

    @Test
    void collects_an_array_of_characters_or_bytes_as_one_text_too() {
        assertThat(fields("pay").texts(WHOLE, json("[\"a\",\"\u00e4\"]"))).containsExactlyInAnyOrder("a", "\u00e4",
                "a\u00e4", "a, \u00e4");
        assertThat(fields("pay").texts(WHOLE, json("[97,-61,-92]"))).containsExactlyInAnyOrder("97", "-61", "-92",
                "a\u00e4", "97, -61, -92");
        assertThat(fields("pay").texts(WHOLE, json("[\"a\",\"bc\"]"))).containsExactlyInAnyOrder("a", "bc");
        assertThat(fields("pay").texts(WHOLE, json("[97,98.5]"))).containsExactlyInAnyOrder("97", "98.5");
    }

    @ParameterizedTest
    @CsvSource({"1,/kwargs/pin/0/x,/kwargs/pin", "1,/args/1,/args/1",
            "2,/kwargs/order/card/number,/kwargs/order/card/number",
            "2,/kwargs/order/0/card/1/number/2,/kwargs/order/0/card/1/number", "2,/kwargs/order/card,",
            "2,/kwargs/order,",
            "0,/kwargs/name,"})
    void tells_the_sensitive_place_that_covers_another(int parameter, String pointer, String covering) {
        assertThat(fields("pay").covering(parameter, pointer).orElse(null)).isEqualTo(covering);
    }

    private SensitiveFields fields(String name) {
        return SensitiveFields.of(new ServiceMethod("shop", weld.getBeanManager().createAnnotatedType(Shop.class)
                .getMethods().stream().filter(method -> method.getJavaMember().getName().equals(name)).findFirst()
                .orElseThrow()));
    }

    private static JsonValue json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    record Card(int number) {}

    record Limits(String name, Map<String, Integer> limits) {}

    static class Shop {
        void open(String name) {}

        void search(@Sensitive Map<String, Card> cards, @Sensitive JsonObject any,
                @Sensitive("limits") Limits limits, @Sensitive Optional<Map<String, Integer>[]> one) {}

        void pay(String name, @Sensitive String pin, @Sensitive({"card.number", "pin"}) Object order) {}
    }
}
