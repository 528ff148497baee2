package io.multilith.impl.query;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * A query as it came, before anybody knows which fields there are.
 *
 * @param members
 *            fields with their values or operators, and what begins with {@code $}
 * @param textual
 *            whether values are texts because a URL has no others, and are meant as what their field takes
 */
public record QueryForm(JsonObject members, boolean textual) {
    /** Asks for nothing in particular. */
    public static final QueryForm ALL = new QueryForm(JsonValue.EMPTY_JSON_OBJECT, false);
}
