package io.multilith.entrypoint;

import java.util.UUID;

/**
 * One call, whatever transport it came by. Immutable.
 *
 * @param caller
 *     on whose behalf
 * @param method
 *     what to call
 * @param arguments
 *     with what
 * @param context
 *     what travels along
 * @since 0.1
 */
public record Invocation(Caller caller, ServiceMethod method, Arguments arguments, CallContext context) {

    /**
     * Makes a call that comes from this side, such as a timer's: no arguments, no deadline, nobody's behalf.
     *
     * @param method
     *     what to call
     * @return the invocation
     */
    public static Invocation of(ServiceMethod method) {
        return new Invocation(Caller.ANONYMOUS, method, Arguments.NONE, CallContext.root(UUID.randomUUID().toString()));
    }
}
