package io.multilith.impl.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.UrlQuery.Parameter;
import io.multilith.resource.QueryForm;

/** The dialect of json-server: {@code _start=0&_end=10&_sort=value&_order=DESC&id=1&id=2&status=done}. */
final class JsonServerQuery {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MOST_DIGITS = 9;

    private JsonServerQuery() {}

    static QueryForm read(List<Parameter> parameters) {
        var own = new HashMap<String, String>();
        var ids = new ArrayList<String>();
        var form = JSON.createObjectBuilder();
        for (var parameter : parameters) {
            if (parameter.name().equals("id")) {
                ids.add(parameter.value());
            } else if (own.put(parameter.name(), parameter.value()) != null) {
                throw BadQuery.of(BadQuery.pointer("", parameter.name()), "is given twice");
            } else if (parameter.name().startsWith("$") || parameter.name().contains("[")) {
                throw BadQuery.of(BadQuery.pointer("", parameter.name()), "is not of the dialect of _start and _sort");
            } else if (!parameter.isJsonServer()) {
                form.add(parameter.name().equals("q") ? "$search" : parameter.name(), parameter.value());
            }
        }
        if (!ids.isEmpty()) {
            form.add("id", JSON.createObjectBuilder().add("$in", JSON.createArrayBuilder(ids)));
        }
        if (own.containsKey("_sort") || own.containsKey("_order")) {
            form.add("$sort", sort(own.getOrDefault("_sort", "id"), own.getOrDefault("_order", "asc")));
        }
        var start = bound(own, "_start", 0);
        if (own.containsKey("_end")) {
            form.add("$limit", Integer.toString(Math.max(0, bound(own, "_end", 0) - start)));
        }
        return new QueryForm(form.add("$skip", Integer.toString(start)).build(), true, "");
    }

    /** Several fields and directions, separated by commas. */
    private static JsonObject sort(String fields, String directions) {
        var sort = JSON.createObjectBuilder();
        var names = fields.split(",", -1);
        var orders = directions.split(",", -1);
        for (var i = 0; i < names.length; i++) {
            var order = orders[Math.min(i, orders.length - 1)];
            if (!Direction.isOne(order)) {
                throw BadQuery.of("/_order", "must be asc or desc");
            }
            sort.add(names[i], Direction.of(order));
        }
        return sort.build();
    }

    private static int bound(Map<String, String> own, String name, int absent) {
        var text = own.getOrDefault(name, Integer.toString(absent));
        if (text.length() > MOST_DIGITS || !text.matches("[0-9]+")) {
            throw BadQuery.of(BadQuery.pointer("", name), "must be a natural number");
        }
        return Integer.parseInt(text);
    }
}
