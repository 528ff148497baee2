package io.multilith.entrypoint;

import java.util.List;
import java.util.Optional;

/**
 * The call that is being served, whatever transport it came by. Inject it anywhere; it always speaks of the call of the
 * asking thread. Thread-safe.
 *
 * <pre>{@code
 * @Inject
 * CurrentCall call;
 * }</pre>
 *
 * @since 0.1
 */
public interface CurrentCall {

    /**
     * The call itself.
     *
     * @return empty outside of one
     */
    Optional<Invocation> invocation();

    /**
     * Who makes the call.
     *
     * @return {@link Caller#ANONYMOUS} outside of a call
     */
    default Caller caller() {
        return invocation().map(Invocation::caller).orElse(Caller.ANONYMOUS);
    }

    /**
     * The ids of the calls that led here and of this one, outermost first.
     *
     * @return empty outside of a call
     */
    default List<String> callIdStack() {
        return invocation().map(call -> call.context().callIdStack()).orElse(List.of());
    }

    /**
     * Reads context data.
     *
     * @param header
     *     which
     * @param <T>
     *     its type
     * @return empty when there is none, and outside of a call
     */
    default <T> Optional<T> get(CallHeader<T> header) {
        return invocation().flatMap(call -> call.context().get(header));
    }
}
