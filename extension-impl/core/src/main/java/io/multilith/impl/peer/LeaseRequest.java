package io.multilith.impl.peer;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.impl.query.NamedRequest;
import io.multilith.problem.ProblemException;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;

/**
 * That a node takes a lease, or passes it on, where the collection is owned.
 *
 * @param next
 *            who gets it; empty: it is taken
 */
public record LeaseRequest(Lease lease, Duration time, Optional<String> next) {
    /** The subject of the message. */
    public static final String SUBJECT = "$lease";

    private static final JsonProvider JSON = JsonProvider.provider();
    /** What every clock can add to now. */
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int LONGEST_NAME = 512;
    private static final String NAME = "name";
    private static final String HOLDER = "holder";
    private static final String TIME = "time";
    private static final String NEXT = "next";
    private static final String PASSED = "passed";

    public Map<String, String> arguments() {
        var arguments = new HashMap<>(Map.of(NAME, lease.name(), HOLDER, lease.holder(), TIME, time.toString()));
        next.ifPresent(holder -> arguments.put(NEXT, holder));
        return arguments;
    }

    /**
     * Reads the arguments.
     *
     * @throws io.multilith.problem.ProblemException
     *             422 if they are not such
     */
    public static LeaseRequest read(String collection, Map<String, JsonValue> named) {
        var name = text(named, NAME);
        if (name.length() > LONGEST_NAME) {
            throw NamedRequest.bad("/kwargs/" + NAME, "must have at most " + LONGEST_NAME + " characters");
        }
        return new LeaseRequest(new Lease(collection, name, text(named, HOLDER)), time(named),
                named.containsKey(NEXT) ? Optional.of(text(named, NEXT)) : Optional.empty());
    }

    /** Gives who has it already, or whether it was passed on. */
    public JsonObject run(Leases leases) {
        var answer = JSON.createObjectBuilder();
        if (next.isPresent()) {
            answer.add(PASSED, leases.pass(lease, next.get(), time));
        } else {
            leases.take(lease, time).ifPresent(holder -> answer.add(HOLDER, holder));
        }
        return answer.build();
    }

    /** Who has it already; empty when it was free. */
    public static Optional<String> holder(JsonValue answer) {
        return Optional.ofNullable(answer.asJsonObject().getJsonString(HOLDER)).map(JsonString::getString);
    }

    /** Whether it was passed on. */
    public static boolean isPassed(JsonValue answer) {
        return answer.asJsonObject().getBoolean(PASSED);
    }

    private static String text(Map<String, JsonValue> named, String name) {
        if (named.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw NamedRequest.bad("/kwargs/" + name, "must be a text");
    }

    private static Duration time(Map<String, JsonValue> named) {
        try {
            var time = Duration.parse(text(named, TIME));
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeException none) {
            throw badTime();
        }
        throw badTime();
    }

    private static ProblemException badTime() {
        return NamedRequest.bad("/kwargs/" + TIME, "must be a duration of ISO-8601, of a hundred years at most");
    }
}
