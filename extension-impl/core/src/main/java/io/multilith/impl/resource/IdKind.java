package io.multilith.impl.resource;

import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.JsonOrder;

import com.github.f4b6a3.uuid.UuidCreator;

/** What the ids of a collection are, and how they are written in a path. */
public enum IdKind {
    TEXT {
        @Override
        JsonValue create() {
            return JSON.createValue(UuidCreator.getTimeOrderedEpoch().toString());
        }

        @Override
        Optional<JsonValue> read(String path) {
            return isText(path) ? Optional.of(JSON.createValue(path)) : Optional.empty();
        }
    },
    UUID {
        @Override
        JsonValue create() {
            return TEXT.create();
        }

        @Override
        Optional<JsonValue> read(String path) {
            try {
                return java.util.UUID.fromString(path).toString().equals(path)
                        ? Optional.of(JSON.createValue(path))
                        : Optional.empty();
            } catch (IllegalArgumentException none) {
                return Optional.empty();
            }
        }
    },
    NUMBER {
        /** Of the millisecond and chance, small enough for JavaScript. */
        @Override
        JsonValue create() {
            var millis = System.currentTimeMillis() - EPOCH_MILLIS;
            return JSON.createValue((millis << CHANCE_BITS) + ThreadLocalRandom.current().nextLong(1 << CHANCE_BITS));
        }

        @Override
        Optional<JsonValue> read(String path) {
            try {
                var number = Long.parseLong(path);
                return Long.toString(number).equals(path) ? Optional.of(JSON.createValue(number)) : Optional.empty();
            } catch (NumberFormatException none) {
                return Optional.empty();
            }
        }

        @Override
        Comparator<String> order() {
            return Comparator.comparingLong(Long::parseLong);
        }
    };

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_LENGTH = 255;
    /** 2020-01-01T00:00:00Z: 41 bits of milliseconds last until 2089. */
    private static final long EPOCH_MILLIS = 1_577_836_800_000L;
    private static final int CHANCE_BITS = 12;
    private static final Set<Integer> UNPRINTABLE = Set.of((int) Character.CONTROL, (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR);

    /** What an id must be. */
    String description() {
        return switch (this) {
            case TEXT -> "must be 1 to 255 printable characters without / \\ ; and not . or ..";
            case UUID -> "must be a UUID in lower case";
            case NUMBER -> "must be an integer of 64 bits";
        };
    }

    /** A new one. */
    abstract JsonValue create();

    /** The id that a path means; empty when it can mean none. */
    abstract Optional<JsonValue> read(String path);

    /** Whether a value is of the kind of JSON that such an id is. */
    boolean isWritten(JsonValue id) {
        return this == NUMBER ? id instanceof JsonNumber number && number.isIntegral() : id instanceof JsonString;
    }

    Comparator<String> order() {
        return JsonOrder::compareTexts;
    }

    /** As it is written in a path. */
    static String write(JsonValue id) {
        return id instanceof JsonString text ? text.getString() : id.toString();
    }

    /** Empty for a type that cannot be an id. */
    public static Optional<IdKind> of(Type type) {
        if (type == String.class || type == Object.class) {
            return Optional.of(TEXT);
        }
        if (type == java.util.UUID.class) {
            return Optional.of(UUID);
        }
        return type == long.class || type == Long.class ? Optional.of(NUMBER) : Optional.empty();
    }

    private static boolean isText(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH || id.equals(".") || id.equals("..")) {
            return false;
        }
        for (var i = 0; i < id.length(); i = id.offsetByCodePoints(i, 1)) {
            if (!isPrintable(id.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(int c) {
        return c != '/' && c != '\\' && c != ';' && Character.isDefined(c)
                && !UNPRINTABLE.contains(Character.getType(c));
    }
}
