package io.multilith.sample.greeter;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

/** Remembers texts, at most {@value #CAPACITY}. Stands for the cache server that a real service would ask. */
@ApplicationScoped
public class Cache {
    private static final int CAPACITY = 10_000;

    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Optional<String> get(String key) {
        return Optional.ofNullable(texts.get(key));
    }

    public void store(String key, String text) {
        if (texts.size() < CAPACITY) {
            texts.put(key, text);
        }
    }
}
