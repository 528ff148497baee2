package io.multilith.tck;

import java.util.HashMap;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

import io.multilith.problem.ProblemException;
import io.multilith.resource.Preferences;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;
import io.multilith.rpc.Services;

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
     * Asks where the collection is.
     *
     * @param collections
     *     of the application, which has it
     * @param collection
     *     its name
     * @return the way
     */
    static CollectionAccess inProcess(ResourceDispatcher collections, String collection) {
        return question -> answer(() -> {
            var form = question.query().map(query -> new QueryForm(query, false, "")).orElse(QueryForm.ALL);
            return collections.dispatch(new ResourceRequest(collection, question.operation(), question.id(),
                    question.data(), form, ResourceRequest.Precondition.NONE, Preferences.NONE, Optional.empty(),
                    Optional.empty()))
                    .body();
        });
    }

    /**
     * Asks over RPC.
     *
     * @param services
     *     of the application, which may have the collection or not
     * @param collection
     *     its name
     * @return the way
     */
    static CollectionAccess overRpc(Services services, String collection) {
        return question -> answer(() -> {
            var arguments = new HashMap<String, Object>();
            question.id().ifPresent(id -> arguments.put("id", id));
            question.data().ifPresent(data -> arguments.put("data", data));
            question.query().ifPresent(query -> arguments.put("query", query));
            return services.service(collection).callNamed(question.operation(), arguments);
        });
    }

    private static Answer answer(Supplier<JsonValue> call) {
        try {
            return new Answer(Answer.OK, call.get());
        } catch (ProblemException refused) {
            return new Answer(refused.problem().name().status(), refused.problem().toJson());
        }
    }

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
