package io.multilith.impl.rpc;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is remembered for a while by its key, and not more than so many. Thread-safe. */
final class Recent<K, V> {
    private final Map<K, Entry<V>> entries = new LinkedHashMap<>();
    private final Duration life;
    private final int most;
    private final InstantSource clock;

    private record Entry<V>(V value, Instant end) {}

    Recent(Duration life, int most, InstantSource clock) {
        this.life = life;
        this.most = most;
        this.clock = clock;
    }

    /** What is remembered already, and stays; else nothing, and the value is remembered from now on. */
    synchronized Optional<V> putIfAbsent(K key, V value) {
        forgetOld();
        var entry = entries.putIfAbsent(key, new Entry<>(value, clock.instant().plus(life)));
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
        return Optional.ofNullable(entry).map(Entry::value);
    }

    synchronized boolean contains(K key) {
        forgetOld();
        return entries.containsKey(key);
    }

    synchronized void remove(K key) {
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
