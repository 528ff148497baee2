package io.multilith.resource;

import jakarta.json.spi.JsonProvider;

/** Looked for once, and not before it is needed. */
final class Provider {
    static final JsonProvider JSON = JsonProvider.provider();

    private Provider() {}
}
