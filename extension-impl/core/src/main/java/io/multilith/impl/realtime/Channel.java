package io.multilith.impl.realtime;

import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.json.JsonCodec;
import io.multilith.impl.query.UrlQuery;
import io.multilith.problem.ErrorName;
import io.multilith.problem.ProblemException;
import io.multilith.resource.QueryForm;

/**
 * What a client subscribes to: {@code power}, {@code power?status=done} or {@code power:id}. Immutable.
 *
 * @param name
 *            as the client calls it
 */
record Channel(String name, String collection, QueryForm query) {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String CHANNEL = "channel";
    private static final String WHERE = "where";
    private static final int MAX_LENGTH = 4_096;

    /** Of a command that names one, and may say {@code data.where} instead of a query in the name. */
    static Channel of(JsonObject command, JsonCodec json) {
        var name = name(command);
        var end = end(name);
        var collection = name.substring(0, end);
        var inName = end == name.length() ? Optional.<QueryForm>empty() : Optional.of(query(name, end, json));
        var where = where(command, json);
        if (inName.isPresent() && where.isPresent()) {
            throw malformed("A channel has either a query in its name or data.where.");
        }
        return new Channel(name, collection, inName.or(() -> where).orElse(QueryForm.ALL));
    }

    static String name(JsonObject command) {
        if (command.get(CHANNEL) instanceof JsonString name && !name.getString().isEmpty()
                && name.getString().length() <= MAX_LENGTH) {
            return name.getString();
        }
        throw malformed("The command names its channel, with at most " + MAX_LENGTH + " characters.");
    }

    private static int end(String name) {
        var query = name.indexOf('?');
        var record = name.indexOf(':');
        return query < 0 || (record >= 0 && record < query) ? record < 0 ? name.length() : record : query;
    }

    private static QueryForm query(String name, int end, JsonCodec json) {
        var rest = name.substring(end + 1);
        return name.charAt(end) == '?'
                ? UrlQuery.read(rest, json)
                : new QueryForm(JSON.createObjectBuilder().add("id", rest).build(), true, "");
    }

    private static Optional<QueryForm> where(JsonObject command, JsonCodec json) {
        var where = command.get("data") instanceof JsonObject data
                ? data.getOrDefault(WHERE, JsonValue.NULL)
                : JsonValue.NULL;
        if (where == JsonValue.NULL) {
            return Optional.empty();
        }
        if (where instanceof JsonObject members) {
            return Optional.of(new QueryForm(members, false, "/data/where"));
        }
        if (where instanceof JsonString brackets) {
            return Optional.of(UrlQuery.read(brackets.getString(), json));
        }
        throw malformed("data.where is a query, as an object or as in a URL.");
    }

    static ProblemException malformed(String detail) {
        return new ProblemException(ErrorName.BAD_REQUEST, "malformed-request", detail);
    }
}
