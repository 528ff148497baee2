package io.multilith.impl.peer;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.entrypoint.Caller;
import io.multilith.impl.json.JsonCodec;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemDetail;
import io.multilith.problem.ProblemException;
import io.multilith.resource.IdempotencyKey;
import io.multilith.resource.Preferences;
import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceRequest;
import io.multilith.resource.ResourceRequest.Precondition;
import io.multilith.resource.Version;

/**
 * A request as one node hands it to the one that owns the collection: with who asks, and what must hold. Only the node that was
 * asked can tell what must hold, so the owner answers with the version that the record has, and is asked again with that one.
 */
public final class PeerRequest {
    /** The subject of the message. */
    public static final String SUBJECT = "$dispatch";

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int ENVELOPE = 1 << 16;
    private static final String OPERATION = "operation";
    private static final String ID = "id";
    private static final String DATA = "data";
    private static final String QUERY = "query";
    private static final String TEXTUAL = "textual";
    private static final String POINTER = "pointer";
    private static final String COUNTED = "counted";
    private static final String MAX_AFFECTED = "maxAffected";
    private static final String KEY = "key";
    private static final String CALLER = "caller";
    private static final String CONDITIONAL = "conditional";
    private static final String EXPECTED = "expected";

    private PeerRequest() {}

    /**
     * What the record is expected to be.
     *
     * @param version
     *            absent: there is no such record
     * @param mayCreate
     *            what the precondition answered to that
     */
    public record Expected(Optional<Version> version, boolean mayCreate) {}

    /** The record is not what was expected, or nothing was yet. */
    public static final class OtherVersion extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Optional<Version> current;

        OtherVersion(Optional<Version> current) {
            super("The record is at " + current + ".");
            this.current = current;
        }

        public Optional<Version> current() {
            return current;
        }
    }

    /** How large a message about a body may be: as a text it can be twice as long, and there is what is said of it. */
    public static int mostBytes(int mostOfBody) {
        return (int) Math.min(Integer.MAX_VALUE, 2L * mostOfBody + ENVELOPE);
    }

    /**
     * Writes it.
     *
     * @param expected
     *            empty: not known yet, or nothing must hold
     */
    public static JsonObject write(ResourceRequest request, Optional<Expected> expected) {
        var written = JSON.createObjectBuilder().add(OPERATION, request.operation());
        request.id().ifPresent(id -> written.add(ID, id));
        // A text, because a message nests deeper than what it is about.
        request.data().ifPresent(data -> written.add(DATA, data.toString()));
        written.add(QUERY, request.query().members()).add(TEXTUAL, request.query().textual())
                .add(POINTER, request.query().pointer()).add(COUNTED, request.preferences().counted());
        request.preferences().maxAffected().ifPresent(most -> written.add(MAX_AFFECTED, most));
        request.idempotencyKey().ifPresent(
                key -> written.add(KEY, JSON.createArrayBuilder().add(key.scope()).add(key.key())));
        request.caller().ifPresent(caller -> written.add(CALLER, JSON.createObjectBuilder().add("name", caller.name())
                .add("roles", JSON.createArrayBuilder(caller.roles()))));
        written.add(CONDITIONAL, request.precondition() != Precondition.NONE);
        expected.ifPresent(known -> written.add(EXPECTED, PeerAnswer.write(known.version())
                .add("mayCreate", known.mayCreate())));
        return written.build();
    }

    /**
     * Reads it.
     *
     * @throws ProblemException
     *             400 if no node wrote it
     */
    public static ResourceRequest read(String collection, Map<String, JsonValue> members, JsonCodec json) {
        try {
            return read(collection, JSON.createObjectBuilder(Map.<String, Object>copyOf(members)).build(), json);
        } catch (ClassCastException | NullPointerException | ArithmeticException
                | IndexOutOfBoundsException notOfANode) {
            throw new ProblemException(ProblemDetail.of(ErrorName.BAD_REQUEST, "malformed-request",
                    SUBJECT + " is what nodes ask each other."), notOfANode);
        }
    }

    private static ResourceRequest read(String collection, JsonObject written, JsonCodec json) {
        return new ResourceRequest(collection, written.getString(OPERATION), text(written, ID),
                text(written, DATA).map(json::parse),
                new QueryForm(written.getJsonObject(QUERY), written.getBoolean(TEXTUAL), written.getString(POINTER)),
                precondition(written), preferences(written), key(written), caller(written));
    }

    private static Precondition precondition(JsonObject written) {
        if (!written.getBoolean(CONDITIONAL)) {
            return Precondition.NONE;
        }
        var expected = Optional.ofNullable(written.getJsonObject(EXPECTED))
                .map(known -> new Expected(PeerAnswer.version(known), known.getBoolean("mayCreate")));
        return current -> expected.filter(known -> known.version().equals(current)).map(Expected::mayCreate)
                .orElseThrow(() -> new OtherVersion(current));
    }

    private static Preferences preferences(JsonObject written) {
        return new Preferences(written.getBoolean(COUNTED), written.containsKey(MAX_AFFECTED)
                ? OptionalInt.of(written.getJsonNumber(MAX_AFFECTED).intValueExact())
                : OptionalInt.empty());
    }

    private static Optional<IdempotencyKey> key(JsonObject written) {
        return Optional.ofNullable(written.getJsonArray(KEY))
                .map(key -> new IdempotencyKey(key.getString(0), key.getString(1)));
    }

    private static Optional<Caller> caller(JsonObject written) {
        return Optional.ofNullable(written.getJsonObject(CALLER)).map(caller -> new Caller(caller.getString("name"),
                roles(caller.getJsonArray("roles"))));
    }

    private static Set<String> roles(JsonArray roles) {
        return roles.getValuesAs(JsonString.class).stream().map(JsonString::getString)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(JsonObject written, String name) {
        return Optional.ofNullable(written.getJsonString(name)).map(JsonString::getString);
    }
}
