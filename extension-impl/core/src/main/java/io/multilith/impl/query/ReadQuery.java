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
 * @param passed
 *            how many records are before the cursor of the query
 */
public record ReadQuery(Query query, Set<String> select, Set<String> expand, int passed) {
    /** Whole records. */
    public static final ReadQuery ALL = new ReadQuery(Query.ALL, Set.of(), Set.of(), 0);

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

    /** How many records are before the page. */
    public int skipped() {
        return passed + query.skip();
    }

    /** For the records after this one, the last of so many. */
    public String cursor(JsonObject last, int count) {
        return Cursor.write(query.sort(), new Cursor.Begin(query.place(last), skipped() + count));
    }
}
