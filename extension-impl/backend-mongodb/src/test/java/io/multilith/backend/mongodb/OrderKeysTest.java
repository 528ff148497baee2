package io.multilith.backend.mongodb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import jakarta.json.Json;

import io.multilith.resource.JsonOrder;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;

import static org.assertj.core.api.Assertions.assertThat;

/** The order of the keys is the order of the values, by bytes as MongoDB compares and by Java's characters. */
class OrderKeysTest {
    @Property
    void numbers_are_in_order(@ForAll("numbers") BigDecimal one, @ForAll("numbers") BigDecimal other) {
        var left = OrderKeys.key(Json.createValue(one)).orElseThrow();
        var right = OrderKeys.key(Json.createValue(other)).orElseThrow();

        assertSameOrder(left, right, one.compareTo(other));
    }

    @Provide
    Arbitrary<BigDecimal> numbers() {
        var digits = Arbitraries.oneOf(Arbitraries.bigIntegers(), Arbitraries.bigIntegers().between(
                BigInteger.valueOf(-20), BigInteger.valueOf(20)),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(60).map(BigInteger::new));
        var scales = Arbitraries.oneOf(Arbitraries.integers().between(-3, 3),
                Arbitraries.integers().between(-500, 500));
        return digits.flatMap(unscaled -> scales.map(scale -> new BigDecimal(unscaled, scale)));
    }

    @Property
    void texts_are_in_order(@ForAll("texts") String one, @ForAll("texts") String other) {
        var left = OrderKeys.key(Json.createValue(one)).orElseThrow();
        var right = OrderKeys.key(Json.createValue(other)).orElseThrow();

        assertSameOrder(left, right, JsonOrder.compareTexts(one, other));
    }

    @Provide
    Arbitrary<String> texts() {
        var points = Arbitraries.<Integer>of((int) 'a', (int) 'b', 0xD7FF, 0xE000, 0xE001, 0xF000, 0xFFFD, 0x10000,
                0x1F600, 0x10FFFF);
        return points.list().ofMaxSize(4).map(list -> {
            var text = new StringBuilder();
            list.forEach(text::appendCodePoint);
            return text.toString();
        });
    }

    @Property
    void names_come_back(@ForAll @CharRange(from = '\0', to = '~') String name) {
        var encoded = Names.encode(name);

        assertThat(encoded).isNotEmpty().doesNotContain(".", "$", "\0").isNotEqualTo(Names.NUMBER);
        assertThat(Names.decode(encoded)).isEqualTo(name);
    }

    private static void assertSameOrder(String left, String right, int expected) {
        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(Integer.signum(expected));
        assertThat(Integer.signum(Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8),
                right.getBytes(StandardCharsets.UTF_8)))).isEqualTo(Integer.signum(expected));
    }
}
