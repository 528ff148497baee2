package io.multilith.resource;

import java.util.Comparator;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** The order of a query's records: by its fields, and at last by id. */
final class RecordOrder implements Comparator<JsonObject> {
    private static final String ID = "id";

    private final List<Sort> sort;

    RecordOrder(Query query) {
        this.sort = query.sort();
    }

    @Override
    public int compare(JsonObject one, JsonObject other) {
        for (var by : sort) {
            var order = compare(by, value(one, by.field()), value(other, by.field()));
            if (order != 0) {
                return order;
            }
        }
        return JsonOrder.INSTANCE.compare(value(one, ID), value(other, ID));
    }

    /** Whether a record comes after the place of a query's {@code after}. */
    boolean isAfter(JsonObject record, JsonArray place) {
        for (var i = 0; i < sort.size(); i++) {
            var order = compare(sort.get(i), value(record, sort.get(i).field()), place.get(i));
            if (order != 0) {
                return order > 0;
            }
        }
        return JsonOrder.INSTANCE.compare(value(record, ID), place.get(sort.size())) > 0;
    }

    /** The place of a record, for {@code after}. */
    JsonArray place(JsonObject record) {
        var place = Provider.JSON.createArrayBuilder();
        sort.forEach(by -> place.add(value(record, by.field())));
        return place.add(value(record, ID)).build();
    }

    private static int compare(Sort by, JsonValue one, JsonValue other) {
        var order = JsonOrder.INSTANCE.compare(one, other);
        return by.descending() ? -order : order;
    }

    private static JsonValue value(JsonObject fields, String name) {
        return fields.getOrDefault(name, JsonValue.NULL);
    }
}
