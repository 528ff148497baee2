package io.multilith.impl.http.openapi;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The one thing that is kept statically: which application asks, by its class loader, since readers of OpenAPI are made
 * where there is no CDI. Thread-safe.
 */
final class OpenApiModels {
    private static final Map<ClassLoader, OpenApiModel> MODELS = new WeakHashMap<>();

    private OpenApiModels() {}

    static Optional<OpenApiModel> ofThisApplication() {
        synchronized (MODELS) {
            return Optional.ofNullable(MODELS.get(thisApplication()));
        }
    }

    static void put(OpenApiModel model) {
        synchronized (MODELS) {
            MODELS.put(thisApplication(), model);
        }
    }

    static void remove() {
        synchronized (MODELS) {
            MODELS.remove(thisApplication());
        }
    }

    private static ClassLoader thisApplication() {
        return Thread.currentThread().getContextClassLoader();
    }
}
