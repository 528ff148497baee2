package io.multilith.impl.concurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What waits to be sent to one peer, in order, and whether that has been too much for too long. Not thread-safe. */
public final class WaitingFrames {
    private static final int HARD_FACTOR = 4;

    /** By what they are the latest of, or a number of their own. */
    private final Map<Object, String> frames = new LinkedHashMap<>();
    private final SendLimits limits;
    private long added;
    private long bytes;
    private long overSinceNanos;
    private boolean isOver;

    public WaitingFrames(SendLimits limits) {
        this.limits = limits;
    }

    /**
     * Adds one.
     *
     * @param latestOf
     *            in place of what waits and is the same thing, older
     */
    public void add(Optional<String> latestOf, String frame) {
        Object key = latestOf.isPresent() ? latestOf.get() : Long.valueOf(added++);
        var older = frames.remove(key);
        bytes += frame.length() - (older == null ? 0 : older.length());
        frames.put(key, frame);
    }

    /** Takes the first away; empty when none waits. */
    public Optional<String> poll() {
        var first = frames.entrySet().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        var frame = first.next().getValue();
        first.remove();
        bytes -= frame.length();
        return Optional.of(frame);
    }

    public void clear() {
        frames.clear();
        bytes = 0;
    }

    /** Asked when one was added, and now and then. */
    public boolean isTooSlow() {
        var now = System.nanoTime();
        var wasOver = isOver;
        isOver = frames.size() > limits.messages() || bytes > limits.bytes();
        overSinceNanos = isOver && wasOver ? overSinceNanos : now;
        return isOver && (bytes > (long) HARD_FACTOR * limits.bytes()
                || now - overSinceNanos > limits.slowAfter().toNanos());
    }
}
