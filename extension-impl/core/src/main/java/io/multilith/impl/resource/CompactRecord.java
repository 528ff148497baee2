package io.multilith.impl.resource;

import java.io.StringWriter;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

/**
 * A record of few fields, whose names it shares with its like. It takes a fraction of a map's memory, and its fields are near
 * where ten thousand of them are looked at.
 */
final class CompactRecord extends AbstractMap<String, JsonValue> implements JsonObject {
    private static final JsonProvider JSON = JsonProvider.provider();

    private final String[] names;
    private final JsonValue[] values;

    /** The arrays are kept as they are. */
    CompactRecord(String[] names, JsonValue[] values) {
        this.names = names;
        this.values = values;
    }

    @Override
    public JsonValue get(Object name) {
        for (var i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return values[i];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public Set<Map.Entry<String, JsonValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, JsonValue>> iterator() {
                return IntStream.range(0, names.length).mapToObj(i -> Map.entry(names[i], values[i])).iterator();
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }

    @Override
    public ValueType getValueType() {
        return ValueType.OBJECT;
    }

    @Override
    public JsonArray getJsonArray(String name) {
        return (JsonArray) get(name);
    }

    @Override
    public JsonObject getJsonObject(String name) {
        return (JsonObject) get(name);
    }

    @Override
    public JsonNumber getJsonNumber(String name) {
        return (JsonNumber) get(name);
    }

    @Override
    public JsonString getJsonString(String name) {
        return (JsonString) get(name);
    }

    @Override
    public String getString(String name) {
        return getJsonString(name).getString();
    }

    @Override
    public String getString(String name, String absent) {
        return get(name) instanceof JsonString text ? text.getString() : absent;
    }

    @Override
    public int getInt(String name) {
        return getJsonNumber(name).intValue();
    }

    @Override
    public int getInt(String name, int absent) {
        return get(name) instanceof JsonNumber number ? number.intValue() : absent;
    }

    @Override
    public boolean getBoolean(String name) {
        var value = get(name);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        if (value == null) {
            throw new NullPointerException(name);
        }
        throw new ClassCastException(value.getValueType() + " is no boolean");
    }

    @Override
    public boolean getBoolean(String name, boolean absent) {
        var value = get(name);
        return value == JsonValue.TRUE || (value != JsonValue.FALSE && absent);
    }

    @Override
    public boolean isNull(String name) {
        return get(name).equals(JsonValue.NULL);
    }

    @Override
    public String toString() {
        var text = new StringWriter();
        try (var writer = JSON.createWriter(text)) {
            writer.write(this);
        }
        return text.toString();
    }
}
