package io.multilith.tck;

import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * How a suite asks a collection, whatever the way.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CollectionAccess {
    /**
     * Asks and waits for the answer.
     *
     * @param question
     *     what is asked
     * @return the answer, also if it is a refusal
     */
    Answer ask(Question question);

    /**
     * An operation on a collection.
     *
     * @param operation
     *     its name
     * @param id
     *     the record's id
     * @param data
     *     what is stored, or the arguments
     * @param query
     *     in its JSON form
     */
    record Question(String operation, Optional<String> id, Optional<JsonValue> data, Optional<JsonObject> query) {}

    /**
     * What came of it.
     *
     * @param status
     *     that of a refusal; 200 for anything else
     * @param body
     *     the result, or the problem
     */
    record Answer(int status, JsonValue body) {
        /** The status of whatever is no refusal. */
        public static final int OK = 200;
    }
}
