package io.multilith.impl.concurrent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered for a while by its key, and not more than so many. Thread-safe. */
public final class Recent<K, V> {
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();
    private final Duration life;
    private final int most;
    private final InstantSource clock;

    private record Entry<V>(V value, Instant end) {}

    public Recent(Duration life, int most, InstantSource clock) {
        this.life = life;
        this.most = most;
        this.clock = clock;
    }

    /** What is remembered already, and stays; else nothing, and the value is remembered from now on. */
    public synchronized Optional<V> putIfAbsent(K key, V value) {
        forgetOld();
        var entry = Optional.ofNullable(entries.get(key)).map(Entry::value);
        if (entry.isEmpty()) {
            add(key, value);
        }
        return entry;
    }

    /** Remembers the value from now on, whatever was remembered before. */
    public synchronized void put(K key, V value) {
        forgetOld();
        entries.remove(key);
        add(key, value);
    }

    private void add(K key, V value) {
        entries.put(key, new Entry<>(value, clock.instant().plus(life)));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    public synchronized boolean contains(K key) {
        forgetOld();
        return entries.containsKey(key);
    }

    public synchronized void remove(K key) {
        entries.remove(key);
    }

    /** The oldest come first. */
    private void forgetOld() {
        var now = clock.instant();
        var oldest = entries.values().iterator();
        while (oldest.hasNext() && !oldest.next().end().isAfter(now)) {
            oldest.remove();
        }
    }
}
