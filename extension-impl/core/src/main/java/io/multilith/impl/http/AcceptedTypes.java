package io.multilith.impl.http;

import java.util.Arrays;
import java.util.Locale;

/** Reads {@code Accept}. */
final class AcceptedTypes {
    private AcceptedTypes() {}

    /** Whether a type is named, and nothing else is wanted more. */
    static boolean prefers(String accept, String type) {
        var ranges = Arrays.stream(accept.split(",", -1)).map(range -> range.trim().toLowerCase(Locale.ROOT)).toList();
        var best = ranges.stream().mapToDouble(AcceptedTypes::quality).max().orElse(0);
        return ranges.stream().filter(range -> range.split(";", 2)[0].trim().equals(type))
                .anyMatch(range -> quality(range) > 0 && quality(range) >= best);
    }

    private static double quality(String range) {
        return Arrays.stream(range.split(";", -1)).map(String::trim).filter(part -> part.startsWith("q="))
                .mapToDouble(part -> number(part.substring(2))).findFirst().orElse(1);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
