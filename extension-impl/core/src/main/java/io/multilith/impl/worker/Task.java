package io.multilith.impl.worker;

import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.ChangeEvent;
import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.json.RecordFields;
import io.multilith.messaging.Message;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.ResourceChange;
import io.multilith.resource.Version;

/**
 * A record that a method may have to be called for.
 *
 * @param fields
 *            as they were when it was found
 * @param version
 *            where it is known
 * @param type
 *            of the change that led here
 * @param isFresh
 *            whether it was found just now; else a letter was given back
 * @param settled
 *            completes when it is done with
 */
record Task(String id, JsonObject fields, Optional<Version> version, Optional<String> type, boolean isFresh,
        CompletableFuture<Void> settled) {
    private static final JsonProvider JSON = JsonProvider.provider();
    /** Letters lose it. */
    private static final String FRESH = "multilith-fresh";
    private static final String ID = "cloudEvents:id";
    private static final String TYPE = "cloudEvents:type";
    private static final String SUBJECT = "cloudEvents:subject";

    static Task of(ResourceChange change, JsonObject fields) {
        return new Task(change.id(), fields, Optional.of(change.version()), Optional.of(ChangeEvent.type(change)), true,
                new CompletableFuture<>());
    }

    static Task swept(JsonObject fields) {
        return new Task(RecordFields.id(fields), fields, Optional.empty(), Optional.empty(), true,
                new CompletableFuture<>());
    }

    /**
     * As it may become a letter: like an event that tells of the record.
     *
     * @param most
     *            bytes of the record; of a larger one there is the id alone
     */
    Message message(String origin, int most) {
        var headers = new HashMap<String, Object>();
        headers.put(SUBJECT, id);
        headers.put(FRESH, isFresh);
        version.ifPresent(known -> headers.put(ID, known.toString()));
        type.ifPresent(known -> headers.put(TYPE, known));
        var whole = Message.toQueue(origin, fields.toString());
        var message = whole.body().length <= most ? whole : Message.toQueue(origin, idAlone().toString());
        return message.withGroup(id).withHeaders(headers);
    }

    private JsonObject idAlone() {
        return JSON.createObjectBuilder().add("id", fields.get("id")).build();
    }

    static Task read(Message message, JsonCodec json) {
        if (json.parse(message.body()) instanceof JsonObject fields) {
            var id = message.header(SUBJECT).orElseThrow(() -> malformed("It does not say of which record it is."));
            return new Task(id, fields, message.header(ID).map(Task::version), message.header(TYPE),
                    Boolean.TRUE.equals(message.headers().get(FRESH)), new CompletableFuture<>());
        }
        throw malformed("Its body is no record.");
    }

    static Version version(String text) {
        var dash = text.lastIndexOf('-');
        try {
            return new Version(text.substring(0, Math.max(0, dash)), Long.parseLong(text.substring(dash + 1)));
        } catch (NumberFormatException none) {
            throw malformed("Its id is no place in a log.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-message", detail);
    }
}
