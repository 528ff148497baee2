package io.multilith.impl.realtime;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.multilith.entrypoint.Caller;

/**
 * Who opened a socket, and what travels with each of its calls.
 *
 * @param headers
 *            by the names of {@link io.multilith.entrypoint.CallHeader}
 * @param expires
 *            until when it is known who he is; empty: for as long as the socket is open
 */
record SocketCaller(Caller caller, Map<String, String> headers, Optional<Instant> expires) {
    SocketCaller {
        headers = Map.copyOf(headers);
    }
}
