package io.multilith.impl.rpc;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.multilith.entrypoint.CallHeader;

/**
 * What a caller wants otherwise than configured.
 *
 * @param timeout
 *            in place of the method's
 * @param headers
 *            in place of what the call that is being served has
 */
record ClientOptions(Optional<Duration> timeout, Map<String, String> headers) {
    static final ClientOptions NONE = new ClientOptions(Optional.empty(), Map.of());

    ClientOptions {
        headers = Map.copyOf(headers);
    }

    ClientOptions withTimeout(Duration changed) {
        if (changed.isNegative() || changed.isZero()) {
            throw new IllegalArgumentException("A timeout is longer than nothing, not " + changed + ".");
        }
        return new ClientOptions(Optional.of(changed), headers);
    }

    <T> ClientOptions with(CallHeader<T> header, T value) {
        var changed = new HashMap<>(headers);
        changed.put(header.name(), header.format().apply(value));
        return new ClientOptions(timeout, changed);
    }
}
