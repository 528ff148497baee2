package io.multilith.entrypoint;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What travels with a call from service to service. Immutable.
 *
 * @param callId
 *     identifies this call
 * @param callers
 *     the ids of the calls that led here, outermost first; {@code call-id-stack} on the wire is these and the
 *     {@code callId}
 * @param deadline
 *     when the caller stops to wait; absent for calls that nobody waits for
 * @param headers
 *     context data by the names of {@link CallHeader}, see {@link CallHeader#allowed}
 * @since 0.1
 */
public record CallContext(String callId, List<String> callers, Optional<Instant> deadline,
        Map<String, String> headers) {

    public CallContext {
        callers = List.copyOf(callers);
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
