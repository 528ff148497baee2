package io.multilith.impl.query;

/** Up or down, in any case, as 1 or -1. */
final class Direction {
    private Direction() {}

    static boolean isOne(String text) {
        return text.equalsIgnoreCase("asc") || text.equalsIgnoreCase("desc");
    }

    static int of(String text) {
        return text.equalsIgnoreCase("asc") ? 1 : -1;
    }
}
