package io.multilith.impl.resource;

import java.util.List;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

/**
 * Measures what a patch makes: a short one can copy a value into itself again and again, or nest it ever deeper. Of one record.
 */
final class PatchBounds {
    private static final int MAX_OPERATIONS = 1_000;
    /** As long as a body may be by default. */
    private static final int MAX_SIZE = 1 << 20;
    private static final int BETWEEN = 2;

    private final String pointer;
    private int size;

    private PatchBounds(String pointer) {
        this.pointer = pointer;
    }

    static void requireFew(JsonArray operations) {
        if (operations.size() > MAX_OPERATIONS) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "too-many-operations",
                    "A patch has at most " + MAX_OPERATIONS + " operations.");
        }
    }

    /** That what an operation made is neither too large nor too deep. */
    static void check(JsonValue made, String pointer) {
        new PatchBounds(pointer).add(made, 1);
    }

    /** Ends at the bound, however much more there is. */
    private void add(JsonValue value, int depth) {
        if (depth > JsonCodec.MAX_DEPTH + 1) {
            throw new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "invalid-record",
                    "The request has values that do not fit.", List.of(new FieldError(pointer,
                            "makes the record nest deeper than " + JsonCodec.MAX_DEPTH + " levels"))));
        }
        if (value instanceof JsonObject object) {
            object.forEach((name, member) -> {
                grow(name.length() + BETWEEN);
                add(member, depth + 1);
            });
        } else if (value instanceof JsonArray array) {
            array.forEach(element -> add(element, depth + 1));
        }
        grow(BETWEEN + (value instanceof JsonString text ? text.getChars().length() : 0));
    }

    private void grow(int characters) {
        size += characters;
        if (size > MAX_SIZE) {
            throw new ProblemException(ErrorName.PAYLOAD_TOO_LARGE, "record-too-large",
                    "The operation at " + pointer + " makes the record too large.");
        }
    }
}
