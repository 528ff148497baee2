package io.multilith.impl.realtime;

import java.util.Map;
import java.util.UUID;

import jakarta.json.JsonNumber;
import jakarta.json.spi.JsonProvider;

import org.jboss.logging.Logger;

import io.multilith.impl.concurrent.Faults;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;

import static io.multilith.impl.realtime.RealtimeMessages.MESSAGES;

/** What the commands of one socket are answered. Thread-safe. */
record Replies(SocketWriter writer) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Logger LOG = Logger.getLogger(Replies.class);
    /** Of the protocol: its clients act upon these two. */
    private static final Map<String, Integer> CODES = Map.of("expired-token", 109, "unrecoverable-position", 112);

    void answer(JsonNumber id, String command, String result) {
        writer.answer("{\"id\":" + id.bigIntegerValue() + ",\"" + command + "\":" + result + "}");
    }

    /** What refuses a command says why. Anything else is a fault of ours, and the client waits for an answer all the same. */
    void refuse(JsonNumber id, Throwable failure) {
        var cause = Faults.unwrapped(failure);
        if (cause instanceof ProblemException refusal) {
            refuse(id, refusal.problem());
        } else {
            var errorId = UUID.randomUUID().toString();
            LOG.error(MESSAGES.callFailed(errorId), cause);
            refuse(id, ProblemDetail.failure("general-error", errorId));
        }
    }

    private void refuse(JsonNumber id, ProblemDetail problem) {
        var error = JSON.createObjectBuilder()
                .add("code", CODES.getOrDefault(problem.kind(), problem.name().status()))
                .add("message", problem.detail())
                .add("temporary", isTemporary(problem.name())).add("problem", problem.toJson());
        writer.send(JSON.createObjectBuilder().add("id", id).add("error", error).build().toString());
    }

    private static boolean isTemporary(ErrorName name) {
        return name == ErrorName.TOO_MANY_REQUESTS || name == ErrorName.UNAVAILABLE;
    }
}
