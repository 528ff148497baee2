package io.multilith.impl.events;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The types that a handler takes: names, beginnings of names such as {@code order.*}, and {@code *} for all.
 *
 * @param patterns
 *            as they stand in the annotation
 */
record EventTypes(List<String> patterns) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final int LONGEST_NAME = 255;
    private static final String ALL = "*";
    private static final String REST = ".*";

    static boolean isName(String type) {
        return type.length() <= LONGEST_NAME && NAME.matcher(type).matches();
    }

    static boolean isPattern(String type) {
        return type.equals(ALL) || isName(type.endsWith(REST) ? type.substring(0, type.length() - 2) : type);
    }

    boolean contain(String type) {
        return patterns.stream().anyMatch(pattern -> matches(pattern, type));
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith(ALL)
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}
