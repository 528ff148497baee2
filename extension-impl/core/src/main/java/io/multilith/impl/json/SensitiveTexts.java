package io.multilith.impl.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * Collects the texts of sensitive places: texts, numbers, the keys of maps, and what an array of characters or bytes spells.
 * The names of members are no secrets. Used by one thread.
 */
final class SensitiveTexts {
    private static final String LISTED = ", ";
    private static final int HIGHEST_BYTE = 0xFF;

    private final Set<String> texts = new HashSet<>();

    Set<String> all() {
        return texts;
    }

    void collect(JsonValue value, Type type, List<String> path) {
        var seen = seen(type);
        if (value instanceof JsonArray array) {
            array.forEach(element -> collect(element, element(seen), path));
            collectSpelled(array);
        } else if (value instanceof JsonObject object && path.isEmpty()) {
            if (Map.class.isAssignableFrom(GenericTypes.raw(seen)) || isAnyJson(seen)) {
                texts.addAll(object.keySet());
            }
            object.forEach((name, member) -> collect(member, member(seen, name), path));
        } else if (value instanceof JsonObject object) {
            collect(object.getOrDefault(path.get(0), JsonValue.NULL), member(seen, path.get(0)),
                    SensitiveFields.rest(path));
        } else if (value instanceof JsonString text) {
            texts.add(text.getString());
        } else if (value instanceof JsonNumber number) {
            texts.add(number.toString());
        }
    }

    /** As one text, and as Java lists the elements of arrays. */
    private void collectSpelled(JsonArray array) {
        if (!array.isEmpty() && array.stream().allMatch(SensitiveTexts::isCharacter)) {
            var characters = array.getValuesAs(JsonString::getString);
            texts.add(String.join("", characters));
            texts.add(String.join(LISTED, characters));
        } else if (!array.isEmpty() && array.stream().allMatch(SensitiveTexts::isByte)) {
            texts.add(new String(bytes(array.getValuesAs(JsonNumber.class)), StandardCharsets.UTF_8));
            texts.add(array.stream().map(JsonValue::toString).collect(Collectors.joining(LISTED)));
        }
    }

    private static boolean isCharacter(JsonValue value) {
        return value instanceof JsonString text && text.getChars().length() == 1;
    }

    private static boolean isByte(JsonValue value) {
        return value instanceof JsonNumber number && number.isIntegral() && number.longValue() >= Byte.MIN_VALUE
                && number.longValue() <= HIGHEST_BYTE;
    }

    private static byte[] bytes(List<JsonNumber> numbers) {
        var bytes = new byte[numbers.size()];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) numbers.get(i).intValue();
        }
        return bytes;
    }

    /** Without variables, wildcards and what may be absent. */
    private static Type seen(Type type) {
        var closed = GenericTypes.substitute(type, Map.of());
        return closed instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? seen(generic.getActualTypeArguments()[0])
                : closed;
    }

    private static Type element(Type type) {
        if (type instanceof GenericArrayType array) {
            return array.getGenericComponentType();
        }
        if (type instanceof ParameterizedType generic && Iterable.class.isAssignableFrom(GenericTypes.raw(type))) {
            return generic.getActualTypeArguments()[0];
        }
        var raw = GenericTypes.raw(type);
        if (raw.isArray()) {
            return raw.getComponentType();
        }
        return isAnyJson(type) ? JsonValue.class : Object.class;
    }

    private static Type member(Type type, String name) {
        var raw = GenericTypes.raw(type);
        if (isAnyJson(type)) {
            return JsonValue.class;
        }
        if (Map.class.isAssignableFrom(raw)) {
            return type instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                    : Object.class;
        }
        var members = type instanceof ParameterizedType generic ? JsonMembers.of(generic) : JsonMembers.of(raw);
        return members.getOrDefault(name, Object.class);
    }

    private static boolean isAnyJson(Type type) {
        return JsonValue.class.isAssignableFrom(GenericTypes.raw(type));
    }
}
