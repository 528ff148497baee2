package io.multilith.impl.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key of the configuration: {@code multilith.<domain>.<name>}, and, where {@code overridable},
 * {@code multilith.<service or collection>.<name>} ahead of it.
 *
 * @param domain
 *            a reserved word: no service or collection has that name
 * @param name
 *            lower-case, dashed
 * @param defaultText
 *            the value when the key is absent, as one would write it; empty: absent
 * @param description
 *            one sentence for the manual
 * @param overridable
 *            whether a service or collection may have its own value
 * @param type
 *            the type in words, for messages
 * @param parse
 *            throws {@code RuntimeException} on text that is not of the type
 */
public record Setting<T>(String domain, String name, String defaultText, String description, boolean overridable,
        String type, Function<String, T> parse) {

    private static final String PLACEMENT = "placement";

    public static final Setting<Duration> RPC_TIMEOUT = duration("rpc", "timeout", "PT10S", true,
            "how long a caller waits for an answer");
    public static final Setting<Boolean> RPC_DIRECT = truth("rpc", "direct", "false", true,
            "whether a waiting call of a service in the same process stays on its thread, without JSON, when nothing that is passed can change; its method then ends it, not its deadline");
    public static final Setting<Duration> RPC_REMEMBER_FOR = duration("rpc", "remember-for", "PT2M", true,
            "how long the replies of idempotent methods are remembered for calls that come again");
    public static final Setting<Integer> RPC_REMEMBER_REPLIES = number("rpc", "remember-replies", "10000", true,
            "how many replies of a service's idempotent methods are remembered");
    public static final Setting<Integer> EVENT_ATTEMPTS = number("events", "attempts", "5", true,
            "how often a handler is tried before its event becomes a dead letter");
    public static final Setting<Duration> EVENT_RETRY_DELAY = duration("events", "retry-delay", "PT1S", true,
            "the pause before the second attempt; doubles with each one more, up to a minute");
    public static final Setting<Duration> EVENT_DISPATCH_TIMEOUT = duration("events", "dispatch-timeout", "PT5S", false,
            "how long a dispatch waits until its event is safe");
    public static final Setting<Duration> EVENT_REMEMBER_FOR = duration("events", "remember-for", "PT1H", false,
            "how long a handler that passes over duplicates knows what it has handled");
    public static final Setting<Integer> EVENT_REMEMBER_IDS = number("events", "remember-ids", "100000", false,
            "how many events such a handler knows; the oldest are forgotten");
    public static final Setting<Integer> CONSUME_ATTEMPTS = number("consume", "attempts", "5", true,
            "how often a method is tried before its message becomes a dead letter");
    public static final Setting<Duration> CONSUME_RETRY_DELAY = duration("consume", "retry-delay", "PT1S", true,
            "the pause before the second attempt; doubles with each one more, up to a minute");
    public static final Setting<Integer> WORKER_CONCURRENCY = number("worker", "concurrency", "10", true,
            "how many calls of one service run at the same time");
    public static final Setting<Integer> WORKER_QUEUE = number("worker", "queue", "1000", true,
            "how many calls of one service wait for a worker; one more is refused as overloaded");
    public static final Setting<Integer> WORKER_THREADS = number("worker", "threads", "64", false,
            "how many threads run the calls of all services; up to as many more tell of ends");
    public static final Setting<Duration> WORKER_LEASE = duration("worker", "lease", "PT30S", true,
            "how long a record that a node works on is kept for it when the node has ended");
    public static final Setting<Duration> LIFECYCLE_STOP_TIMEOUT = duration("lifecycle", "stop-timeout", "PT20S", false,
            "how long running calls get to finish when the application stops");
    public static final Setting<String> RESOURCE_BACKEND = text("resource", "backend", "memory", true,
            "which data backend keeps a collection");
    public static final Setting<Integer> RESOURCE_HISTORY = number("resource", "history", "10000", true,
            "how many changes a collection remembers beyond those not yet told");
    public static final Setting<Duration> RESOURCE_IDEMPOTENCY_TIME = duration("resource", "idempotency-time", "PT24H",
            true, "how long the answer to a request with an idempotency key is kept");
    public static final Setting<Integer> RESOURCE_MAX_BACKLOG = number("resource", "max-backlog", "1000000", true,
            "how many changes may wait for the broker; beyond, writes are refused with 503");
    public static final Setting<Integer> HTTP_MAX_BODY = number("http", "max-body", "1048576", false,
            "the largest request body, in bytes");
    public static final Setting<String> HTTP_OPERATOR_ROLE = text("http", "operator-role", "operator", false,
            "the role whose callers may look after dead letters and entrypoints, and at events");
    public static final Setting<List<String>> HTTP_REDACTED = new Setting<>("http", "redacted",
            "password,secret,token,authorization,credential",
            "parts of the names of members that $events does not show, in any letters, separated by commas", false,
            "names, separated by commas", Setting::parseNames);
    public static final Setting<List<String>> HTTP_CORS_ORIGINS = new Setting<>("http", "cors-origins", "",
            "origins other than the server's own whose pages may ask and read answers, separated by commas; * for all",
            false, "origins such as https://app.example.com, or *", Setting::parseOrigins);
    public static final Setting<Boolean> HTTP_CORS_CREDENTIALS = truth("http", "cors-credentials", "false", false,
            "whether such pages may use the cookies and the login of their user; not with *");
    public static final Setting<Duration> HTTP_CORS_MAX_AGE = duration("http", "cors-max-age", "PT1H", false,
            "how long a browser remembers what such a page may ask");
    public static final Setting<Integer> REALTIME_MAX_FRAME = number("realtime", "max-frame", "65536", false,
            "the largest frame a socket takes, in bytes");
    public static final Setting<Integer> REALTIME_MAX_SUBSCRIPTIONS = number("realtime", "max-subscriptions", "100",
            false,
            "how many channels one socket may subscribe to, or topics join");
    public static final Setting<Integer> REALTIME_MAX_SOCKETS = number("realtime", "max-sockets", "10000", false,
            "how many sockets may be open at a time; one more is closed with 3504");
    public static final Setting<Integer> REALTIME_MAX_CALLS = number("realtime", "max-calls", "16", false,
            "how many calls of one socket run at the same time; one more is refused");
    public static final Setting<Integer> REALTIME_QUEUE_MESSAGES = number("realtime", "queue-messages", "256", false,
            "how many frames may wait for one socket or stream before it counts as slow");
    public static final Setting<Integer> REALTIME_QUEUE_BYTES = number("realtime", "queue-bytes", "1048576", false,
            "how many bytes may wait for one socket or stream before it counts as slow");
    public static final Setting<Duration> REALTIME_SLOW_AFTER = duration("realtime", "slow-after", "PT5S", false,
            "how long a socket or stream may be over a limit before it is closed");
    public static final Setting<Duration> REALTIME_PING_AFTER = duration("realtime", "ping-after", "PT25S", false,
            "how often a client is asked whether it is there; one that has been silent for 10 seconds longer is given up");
    public static final Setting<String> REALTIME_ALLOWED_ORIGINS = text("realtime", "allowed-origins", "", false,
            "origins other than the server's own whose pages may open a socket, separated by commas");

    /** All of them, in the order of the manual. */
    public static final List<Setting<?>> ALL = List.of(RPC_TIMEOUT, RPC_DIRECT, RPC_REMEMBER_FOR, RPC_REMEMBER_REPLIES,
            EVENT_ATTEMPTS, EVENT_RETRY_DELAY,
            EVENT_DISPATCH_TIMEOUT, EVENT_REMEMBER_FOR, EVENT_REMEMBER_IDS, CONSUME_ATTEMPTS, CONSUME_RETRY_DELAY,
            WORKER_CONCURRENCY, WORKER_QUEUE, WORKER_THREADS, WORKER_LEASE, LIFECYCLE_STOP_TIMEOUT, RESOURCE_BACKEND,
            RESOURCE_HISTORY,
            RESOURCE_IDEMPOTENCY_TIME, RESOURCE_MAX_BACKLOG, HTTP_MAX_BODY, HTTP_OPERATOR_ROLE, HTTP_REDACTED,
            HTTP_CORS_ORIGINS,
            HTTP_CORS_CREDENTIALS, HTTP_CORS_MAX_AGE, REALTIME_MAX_FRAME,
            REALTIME_MAX_SUBSCRIPTIONS,
            REALTIME_MAX_SOCKETS, REALTIME_MAX_CALLS, REALTIME_QUEUE_MESSAGES, REALTIME_QUEUE_BYTES,
            REALTIME_SLOW_AFTER,
            REALTIME_PING_AFTER, REALTIME_ALLOWED_ORIGINS);

    /** Where a service or collection is. */
    public static Setting<Placement> placement(String owner) {
        return new Setting<>(PLACEMENT, owner, "local", "where it is", false, "local, remote or auto",
                text -> Placement.valueOf(text.trim().toUpperCase(Locale.ROOT)));
    }

    /** Domains whose keys other jars of Multilith read. */
    static final Set<String> OTHER_JARS = Set.of("embedded-broker", "jpa", "mongodb", "tck");

    /** Words of the configuration that no service or collection may be named. */
    public static final Set<String> RESERVED_NAMES = Stream
            .concat(ALL.stream().map(Setting::domain), Stream.concat(OTHER_JARS.stream(), Stream.of(PLACEMENT)))
            .collect(Collectors.toUnmodifiableSet());

    /** Whether a method of a service may have its own value; collections have no methods. */
    boolean isOfMethods() {
        return overridable && !domain.equals("resource");
    }

    public String key() {
        return key(domain);
    }

    /** The key by which a service or collection overrides it. */
    public String key(String owner) {
        return "multilith." + owner + "." + name;
    }

    /** The default value; empty when the key has none. */
    public Optional<T> defaultValue() {
        return defaultText.isEmpty() ? Optional.empty() : Optional.of(parse.apply(defaultText));
    }

    private static Setting<Duration> duration(String domain, String name, String defaultText, boolean overridable,
            String description) {
        return new Setting<>(domain, name, defaultText, description, overridable,
                "a duration of ISO-8601 longer than nothing", Setting::parseDuration);
    }

    private static Setting<Integer> number(String domain, String name, String defaultText, boolean overridable,
            String description) {
        return new Setting<>(domain, name, defaultText, description, overridable, "an integer of at least 1",
                Setting::parseNumber);
    }

    private static Setting<Boolean> truth(String domain, String name, String defaultText, boolean overridable,
            String description) {
        return new Setting<>(domain, name, defaultText, description, overridable, "true or false",
                Setting::parseTruth);
    }

    private static Setting<String> text(String domain, String name, String defaultText, boolean overridable,
            String description) {
        return new Setting<>(domain, name, defaultText, description, overridable, "a text", Function.identity());
    }

    private static Duration parseDuration(String text) {
        var duration = Duration.parse(text);
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        return duration;
    }

    private static Boolean parseTruth(String text) {
        return switch (text.trim()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static List<String> parseNames(String text) {
        return Stream.of(text.split(",", -1)).map(String::trim).filter(name -> !name.isEmpty()).toList();
    }

    private static List<String> parseOrigins(String text) {
        var origins = Stream.of(text.trim().split("\\s*,\\s*")).toList();
        if (origins.stream().anyMatch(origin -> !origin.matches("\\*|[a-z][a-z0-9+.-]*://[^/?#@\\s*]+"))) {
            throw new IllegalArgumentException("must be origins");
        }
        return origins;
    }

    private static Integer parseNumber(String text) {
        var number = Integer.valueOf(text.trim());
        if (number < 1) {
            throw new IllegalArgumentException("must be at least 1");
        }
        return number;
    }
}
