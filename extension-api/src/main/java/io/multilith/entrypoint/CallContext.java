package io.multilith.entrypoint;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * What travels with a call from service to service. Immutable.
 *
 * @param callId
 *     identifies this call
 * @param callers
 *     the ids of the calls that led here, outermost first, the last {@value #MAX_CALLERS} of them;
 *     {@code call-id-stack} on the wire is these and the {@code callId}
 * @param deadline
 *     when the caller stops to wait; absent for calls that nobody waits for
 * @param headers
 *     context data by the names of {@link CallHeader}, see {@link CallHeader#allowed}
 * @since 0.1
 */
public record CallContext(String callId, List<String> callers, Optional<Instant> deadline,
        Map<String, String> headers) {
    /** Of more callers the outermost are forgotten. */
    public static final int MAX_CALLERS = 50;
    /** What is longer, in characters, is no id to be passed on. */
    public static final int MAX_ID_LENGTH = 128;

    public CallContext {
        callers = List.copyOf(callers.subList(Math.max(0, callers.size() - MAX_CALLERS), callers.size()));
        headers = Map.copyOf(headers);
    }

    /**
     * Begins a chain of calls that nobody waits for.
     *
     * @param callId
     *     identifies the call
     * @return a context without deadline and headers
     */
    public static CallContext root(String callId) {
        return new CallContext(callId, List.of(), Optional.empty(), Map.of());
    }

    /**
     * Reads what came with a message of anybody: what is no id is left out, of headers the
     * {@linkplain CallHeader#allowed allowed} are kept.
     *
     * @param callId
     *     what identifies the call; one that is no id, or none: the call gets an id of its own
     * @param callIdStack
     *     {@code call-id-stack}, the ids of the calls that led here, with commas between
     * @param deadline
     *     when the caller stops to wait
     * @param headers
     *     whatever else came
     * @return within the bounds
     */
    public static CallContext received(Optional<String> callId, Optional<String> callIdStack,
            Optional<Instant> deadline, Map<String, ?> headers) {
        var callers = callIdStack
                .map(ids -> ids.substring(Math.max(0, ids.length() - MAX_CALLERS * (MAX_ID_LENGTH + 1))))
                .map(ids -> Arrays.stream(ids.split(",")).map(String::trim).filter(CallContext::isId).toList())
                .orElse(List.of());
        return new CallContext(callId.filter(CallContext::isId).orElseGet(CallContext::newId), callers,
                deadline, CallHeader.allowed(headers));
    }

    /** Nobody must be unable to guess it, so it need not wait for a secure one. */
    private static String newId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private static boolean isId(String text) {
        if (text.isEmpty() || text.length() > MAX_ID_LENGTH) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ',' || Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The ids from the outermost call to this one.
     *
     * @return at least one id
     */
    public List<String> callIdStack() {
        return Stream.concat(callers.stream(), Stream.of(callId)).toList();
    }

    /**
     * Reads context data.
     *
     * @param header
     *     which
     * @param <T>
     *     its type
     * @return empty when the caller sent none
     */
    public <T> Optional<T> get(CallHeader<T> header) {
        return Optional.ofNullable(headers.get(header.name())).map(header.parse());
    }

    /**
     * Replaces context data.
     *
     * @param header
     *     which
     * @param value
     *     what
     * @param <T>
     *     its type
     * @return a copy
     */
    public <T> CallContext with(CallHeader<T> header, T value) {
        var changed = new HashMap<>(headers);
        changed.put(header.name(), header.format().apply(value));
        return new CallContext(callId, callers, deadline, changed);
    }
}
