package io.multilith.impl.realtime;

import java.util.Map;

import io.multilith.entrypoint.Caller;

/**
 * Who opened a socket, and what travels with each of its calls.
 *
 * @param headers
 *            by the names of {@link io.multilith.entrypoint.CallHeader}
 */
record SocketCaller(Caller caller, Map<String, String> headers) {
    SocketCaller {
        headers = Map.copyOf(headers);
    }
}
