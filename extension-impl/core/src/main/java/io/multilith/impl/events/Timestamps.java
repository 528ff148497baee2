package io.multilith.impl.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads the timestamps of RFC 3339. Those of {@link Instant#toString}, which is what nearly all events have, without a
 * formatter: that alone took a third of what a handler's event cost to read.
 */
final class Timestamps {
    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int NANO_DIGITS = 9;

    private Timestamps() {}

    /**
     * @throws DateTimeException
     *             if it is none
     */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
    }

    /** Of UTC, with a fraction of up to nine digits or none. */
    private static boolean isPlain(String text) {
        var end = text.length() - 1;
        var digits = end - SHAPE.length() - 1;
        if (end < SHAPE.length() || text.charAt(end) != 'Z' || digits > NANO_DIGITS) {
            return false;
        }
        for (var i = 0; i < SHAPE.length(); i++) {
            var wanted = SHAPE.charAt(i);
            if (wanted == 'd' ? !isDigit(text.charAt(i)) : wanted != text.charAt(i)) {
                return false;
            }
        }
        return digits < 0 || (digits > 0 && text.charAt(SHAPE.length()) == '.'
                && areDigits(text, SHAPE.length() + 1, end));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        var time = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19));
        var nanos = 0;
        for (var i = 0; i < NANO_DIGITS; i++) {
            var place = SHAPE.length() + 1 + i;
            nanos = nanos * 10 + (place < text.length() - 1 ? text.charAt(place) - '0' : 0);
        }
        return time.withNano(nanos).toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
