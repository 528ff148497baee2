package io.multilith.resource;

import java.util.OptionalInt;

/**
 * What a client would like of an answer, or allows a request to do. Immutable.
 *
 * @param counted
 *     whether a list says how many records there are in all
 * @param maxAffected
 *     how many records may be changed at most; absent: as many as there are
 * @since 0.1
 */
public record Preferences(boolean counted, OptionalInt maxAffected) {
    /** Nothing in particular. */
    public static final Preferences NONE = new Preferences(true, OptionalInt.empty());
}
