package io.multilith.impl.query;

import java.util.Set;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.Query;

/**
 * What a query comes to.
 *
 * @param select
 *            the fields that are wanted besides the id; none: all of them
 * @param expand
 *            the relations whose records are wanted, too
 */
public record ReadQuery(Query query, Set<String> select, Set<String> expand) {
    /** Whole records. */
    public static final ReadQuery ALL = new ReadQuery(Query.ALL, Set.of(), Set.of());

    private static final JsonProvider JSON = JsonProvider.provider();

    /** What is wanted of a record. */
    public JsonObject selected(JsonObject fields) {
        if (select.isEmpty()) {
            return fields;
        }
        var selected = JSON.createObjectBuilder();
        fields.forEach((name, value) -> {
            if (name.equals("id") || select.contains(name)) {
                selected.add(name, value);
            }
        });
        return selected.build();
    }

    /** For the records after this one. */
    public String cursor(JsonObject last) {
        return Cursor.write(query.sort(), query.place(last));
    }
}
