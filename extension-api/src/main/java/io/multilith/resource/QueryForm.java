package io.multilith.resource;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * A query as a client sent it, before it is known which fields there are. Immutable.
 *
 * @param members
 *     fields with their values or operators, and what begins with {@code $}
 * @param textual
 *     whether values are texts because the client had no other, as in a URL, and mean what their field takes
 * @param pointer
 *     where the query stands in its message, for the errors: a JSON pointer
 * @since 0.1
 */
public record QueryForm(JsonObject members, boolean textual, String pointer) {

    /** Asks for nothing in particular. */
    public static final QueryForm ALL = new QueryForm(JsonValue.EMPTY_JSON_OBJECT, false, "");
}
