package io.multilith.impl.concurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What waits to be sent to one peer, in order, and whether that has been too much for too long. Not thread-safe. */
public final class WaitingFrames {
    private static final int HARD_FACTOR = 4;
    /** What a frame takes besides its text, about: many empty ones are much, too. */
    private static final int FRAME_BYTES = 128;

    /** By what they are the latest of, or a number of their own. */
    private final Map<Object, Frame> frames = new LinkedHashMap<>();
    private final SendLimits limits;
    private long added;
    private long askedBytes;
    private long bytes;
    private long overSinceNanos;
    private boolean isOver;

    public WaitingFrames(SendLimits limits) {
        this.limits = limits;
    }

    /**
     * What waits.
     *
     * @param asked
     *            whether the peer waits for it: its size is no sign that the peer is slow
     */
    private record Frame(String text, boolean asked) {}

    /** Adds one that the peer did not ask for. */
    public void add(String frame) {
        add(added++, new Frame(frame, false));
    }

    /** Adds one that the peer did not ask for, in place of what waits and is the same thing, older. */
    public void addLatest(String of, String frame) {
        add(of, new Frame(frame, false));
    }

    /** Adds one that the peer waits for. */
    public void addAnswer(String frame) {
        add(added++, new Frame(frame, true));
    }

    private void add(Object key, Frame frame) {
        var older = frames.remove(key);
        if (older != null) {
            count(older, -1);
        }
        frames.put(key, frame);
        count(frame, 1);
    }

    private void count(Frame frame, int times) {
        var size = (long) times * (FRAME_BYTES + frame.text().length());
        if (frame.asked()) {
            askedBytes += size;
        } else {
            bytes += size;
        }
    }

    /** Takes the first away; empty when none waits. */
    public Optional<String> poll() {
        var first = frames.values().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        var frame = first.next();
        first.remove();
        count(frame, -1);
        return Optional.of(frame.text());
    }

    public boolean isEmpty() {
        return frames.isEmpty();
    }

    public void clear() {
        frames.clear();
        askedBytes = 0;
        bytes = 0;
    }

    /** Whether the peer may ask for more. */
    public boolean hasRoom() {
        return askedBytes <= limits.bytes();
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
