package io.multilith.impl.messaging;

import java.util.concurrent.TimeUnit;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * Looks for more to do for a moment before the event loop's thread goes to sleep, because to be woken takes about half as long
 * as that moment: a worker's answer and a caller's next question mostly come within it. Others that want the processor have it
 * meanwhile.
 */
final class BriefSpin implements SelectStrategy {
    private static final long NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private long idleSince;
    private boolean idle;

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to yield is a courtesy here, nothing depends on it
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        var ready = selectNow.get();
        if (hasTasks || ready > 0) {
            idle = false;
            return ready;
        }
        var now = System.nanoTime();
        if (!idle) {
            idle = true;
            idleSince = now;
        }
        if (now - idleSince > NANOS) {
            idle = false;
            return SELECT;
        }
        Thread.yield();
        return CONTINUE;
    }
}
