package io.multilith.realtime;

import java.time.Instant;
import java.util.Optional;

import io.multilith.entrypoint.Caller;

/**
 * Whose a token is. Immutable.
 *
 * @param caller
 *     on whose behalf the socket calls and is told of changes
 * @param expires
 *     until when; a socket that has no newer token by then is closed with 3005. Absent: for as long as it is open
 * @since 0.1
 */
public record SocketIdentity(Caller caller, Optional<Instant> expires) {}
