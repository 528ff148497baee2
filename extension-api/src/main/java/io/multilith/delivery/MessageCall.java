package io.multilith.delivery;

import java.util.Optional;
import java.util.UUID;

import io.multilith.entrypoint.Arguments;
import io.multilith.entrypoint.CallContext;

/**
 * What a method is called with because of a message. Immutable.
 *
 * @param key
 *     of the order: calls of one key are made one after the other
 * @param identity
 *     when present, a message of an identity that was handled with success is passed over, and one of an identity that is
 *     being handled waits for the end of that, whatever its key; each instance knows only of itself, for
 *     {@code multilith.events.remember-for} [PT1H], the last {@code multilith.events.remember-ids} [100000]
 * @param arguments
 *     of the call
 * @param context
 *     of the call
 * @since 0.1
 */
public record MessageCall(String key, Optional<String> identity, Arguments arguments, CallContext context) {

    /**
     * Makes a call that begins a chain of calls and may be made again.
     *
     * @param key
     *     of the order
     * @param arguments
     *     of the call
     * @return without identity, with a context of its own
     */
    public static MessageCall of(String key, Arguments arguments) {
        return new MessageCall(key, Optional.empty(), arguments, CallContext.root(UUID.randomUUID().toString()));
    }
}
