package io.multilith.impl.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.problem.ErrorName;
import io.multilith.problem.FieldError;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ChangeKind;
import io.multilith.resource.RecordWrite;
import io.multilith.resource.StoredRecord;

/** Applies a patch, in any of its three forms, to a record. */
final class RecordPatch {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String PATCH = "patch";
    private static final String SET = "$set";
    private static final String UNSET = "$unset";

    private RecordPatch() {}

    static JsonObject apply(JsonObject before, JsonValue patch) {
        if (patch instanceof JsonArray operations) {
            return RecordModel.requireObject(applyOperations(before, operations));
        }
        var merge = RecordModel.requireObject(patch);
        var effective = isZeroServices(merge) ? fromZeroServices(merge.getJsonObject(PATCH)) : merge;
        return JSON.createMergePatch(effective).apply(before).asJsonObject();
    }

    /** The write that makes one record of another, with what is told of it. */
    static RecordWrite write(ChangeKind kind, StoredRecord before, JsonObject after) {
        return new RecordWrite(before.id(), kind, Optional.of(before), Optional.of(after),
                kind == ChangeKind.PATCHED ? Optional.of(between(before.fields(), after)) : Optional.empty());
    }

    /** The merge patch that leads from one record to another. */
    static JsonObject between(JsonObject before, JsonObject after) {
        return JSON.createMergeDiff(before, after).toJsonValue().asJsonObject();
    }

    /** {@code {"patch": {"$set": {...}, "$unset": {...}}}}; no model has fields that begin with a dollar sign. */
    private static boolean isZeroServices(JsonObject patch) {
        return patch.size() == 1 && patch.get(PATCH) instanceof JsonObject change && !change.isEmpty()
                && Set.of(SET, UNSET).containsAll(change.keySet())
                && change.values().stream().allMatch(JsonObject.class::isInstance);
    }

    private static JsonObject fromZeroServices(JsonObject change) {
        var merge = JSON.createObjectBuilder();
        if (change.get(SET) instanceof JsonObject set) {
            set.forEach(merge::add);
        }
        if (change.get(UNSET) instanceof JsonObject unset) {
            unset.keySet().forEach(merge::addNull);
        }
        return merge.build();
    }

    /** One by one, because JSON-P does not tell a {@code test} that fails from a pointer that leads nowhere. */
    private static JsonValue applyOperations(JsonObject before, JsonArray operations) {
        PatchBounds.requireFew(operations);
        JsonStructure current = before;
        for (var i = 0; i < operations.size(); i++) {
            var pointer = "/" + i;
            if (!(operations.get(i) instanceof JsonObject operation) || !isOperation(operation)) {
                throw new ProblemException(ErrorName.BAD_REQUEST, "malformed-request",
                        "The operation at " + pointer + " is not one of JSON Patch.");
            }
            try {
                requireIndexes(current, operation.getString("path"));
                requireIndexes(current, operation.getString("from", ""));
                if (isTest(operation)) {
                    test(current, operation, pointer);
                } else {
                    current = JSON.createPatch(JSON.createArrayBuilder().add(operation).build()).apply(current);
                    PatchBounds.check(current, pointer);
                }
            } catch (JsonException leadsNowhere) {
                throw new ProblemException(ProblemDetail.of(ErrorName.UNPROCESSABLE, "bad-pointer",
                        "The operation at " + pointer + " cannot be applied.",
                        List.of(new FieldError(pointer + "/path", "leads nowhere"))));
            }
        }
        return current;
    }

    /** RFC 6901 has no leading zeros, which JSON-P passes over. */
    private static void requireIndexes(JsonStructure document, String pointer) {
        JsonValue at = document;
        var tokens = pointer.split("/", -1);
        for (var token : List.of(tokens).subList(1, tokens.length)) {
            if (at instanceof JsonArray array) {
                if (token.length() > 1 && token.startsWith("0")) {
                    throw new JsonException(pointer);
                }
                at = token.matches("[0-9]{1,9}") && Integer.parseInt(token) < array.size()
                        ? array.get(Integer.parseInt(token))
                        : JsonValue.NULL;
            } else if (at instanceof JsonObject object) {
                at = object.getOrDefault(Json.decodePointer(token), JsonValue.NULL);
            }
        }
    }

    private static boolean isOperation(JsonObject operation) {
        var name = operation.get("op") instanceof JsonString text ? text.getString() : "";
        var needed = switch (name) {
            case "add", "replace", "test" -> "value";
            case "move", "copy" -> "from";
            case "remove" -> "path";
            default -> "op of JSON Patch";
        };
        return operation.get("path") instanceof JsonString && operation.containsKey(needed)
                && (!needed.equals("from") || operation.get("from") instanceof JsonString);
    }

    private static boolean isTest(JsonObject operation) {
        return operation.getString("op").equals("test");
    }

    private static void test(JsonStructure current, JsonObject operation, String pointer) {
        var actual = JSON.createPointer(operation.getString("path")).getValue(current);
        if (!same(actual, operation.get("value"))) {
            throw new ProblemException(ProblemDetail.of(ErrorName.CONFLICT, "test-failed",
                    "The test at " + pointer + " does not hold.",
                    List.of(new FieldError(pointer, "does not hold"))));
        }
    }

    /** Numbers are the same when their values are, as RFC 6902 has it: 1 and 1.0. */
    private static boolean same(JsonValue left, JsonValue right) {
        if (left instanceof JsonNumber a && right instanceof JsonNumber b) {
            return a.bigDecimalValue().compareTo(b.bigDecimalValue()) == 0;
        }
        if (left instanceof JsonObject a && right instanceof JsonObject b) {
            return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
        }
        if (left instanceof JsonArray a && right instanceof JsonArray b) {
            return a.size() == b.size()
                    && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i)));
        }
        return left.equals(right);
    }
}
