package io.multilith.impl.query;

import java.util.HashMap;
import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.UrlQuery.Parameter;
import io.multilith.resource.QueryForm;

/** The dialect of react-admin's simple-rest: {@code sort=["f","ASC"]&range=[0,9]&filter={"f":1,"id":["1","2"],"q":"x"}}. */
final class SimpleRestQuery {
    private static final JsonProvider JSON = JsonProvider.provider();

    private SimpleRestQuery() {}

    static QueryForm read(List<Parameter> parameters, JsonCodec json) {
        var found = new HashMap<String, JsonValue>();
        for (var parameter : parameters) {
            if (!parameter.isSimpleRest()) {
                throw BadQuery.of(BadQuery.pointer("", parameter.name()),
                        "is not of the dialect of sort, range and filter");
            }
            if (found.put(parameter.name(), json.parse(parameter.value())) != null) {
                throw BadQuery.of(BadQuery.pointer("", parameter.name()), "is given twice");
            }
        }
        var form = JSON.createObjectBuilder();
        if (found.get("filter") instanceof JsonObject filter) {
            filter.forEach((name, value) -> form.add(name.equals("q") ? "$search" : name, value instanceof JsonArray
                    ? JSON.createObjectBuilder().add("$in", value).build()
                    : value));
        }
        if (found.get("sort") instanceof JsonArray sort) {
            form.add("$sort", sort(sort));
        }
        if (found.get("range") instanceof JsonArray range) {
            form.add("$skip", bound(range, 0)).add("$limit", Math.max(0, bound(range, 1) - bound(range, 0) + 1));
        }
        return new QueryForm(form.build(), false, "");
    }

    private static JsonObject sort(JsonArray sort) {
        if (sort.size() == 2 && sort.get(0) instanceof JsonString field && sort.get(1) instanceof JsonString direction
                && Direction.isOne(direction.getString())) {
            return JSON.createObjectBuilder().add(field.getString(), Direction.of(direction.getString())).build();
        }
        throw BadQuery.of("/sort", "must be a field and ASC or DESC");
    }

    private static long bound(JsonArray range, int place) {
        if (range.size() == 2 && range.get(place) instanceof JsonNumber number && number.isIntegral()
                && number.bigDecimalValue().signum() >= 0 && number.bigDecimalValue().precision() < 10) {
            return number.longValue();
        }
        throw BadQuery.of("/range", "must be two natural numbers");
    }
}
