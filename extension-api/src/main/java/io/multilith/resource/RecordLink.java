package io.multilith.resource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/**
 * A link of a record to another, as it stands in the record's {@code _links}:
 * {@code {"_links": {"needs": [{"target": ["todo", "7"], "title": "first"}]}}}. Immutable.
 *
 * @param relation
 *     what the other is to the record
 * @param target
 *     the other
 * @param title
 *     for people
 * @since 0.1
 */
public record RecordLink(String relation, RecordReference target, Optional<String> title) {
    /** The member of a record that has its links. */
    public static final String LINKS = "_links";

    private static final Pattern RELATION = Pattern.compile("(?!__proto__$)[\\p{L}\\p{N}_-]{1,64}");

    /**
     * Reads the links of a record.
     *
     * @param fields
     *     the record
     * @return by relation, in the order they were added
     */
    public static List<RecordLink> of(JsonObject fields) {
        var links = new ArrayList<RecordLink>();
        if (fields.get(LINKS) instanceof JsonObject relations) {
            relations.forEach((relation, list) -> list.asJsonArray()
                    .forEach(link -> links.add(link(relation, link.asJsonObject()))));
        }
        return links;
    }

    /**
     * Writes it as it stands among the links of its relation.
     *
     * @return {@code {"target": ["todo", "7"], "title": "first"}}
     */
    public JsonObject toJson() {
        var json = Json.createObjectBuilder().add("target",
                Json.createArrayBuilder().add(target.collection()).add(target.id()));
        title.ifPresent(text -> json.add("title", text));
        return json.build();
    }

    /**
     * Whether a text can be the name of a relation: 1 to 64 letters, digits, {@code _} and {@code -}.
     *
     * @param name
     *     the text
     * @return whether it can
     */
    public static boolean isRelation(String name) {
        return RELATION.matcher(name).matches();
    }

    private static RecordLink link(String relation, JsonObject link) {
        JsonArray target = link.getJsonArray("target");
        var title = link.get("title") instanceof JsonString text
                ? Optional.of(text.getString())
                : Optional.<String>empty();
        return new RecordLink(relation, new RecordReference(target.getString(0), target.getString(1)), title);
    }
}
