package io.multilith.impl.entrypoint;

import java.util.ArrayDeque;
import java.util.Queue;

/** The workers of one service: so many calls run, so many wait in order, one more is refused. Thread-safe. */
final class WorkerSlots {
    private final int concurrency;
    private final int queueLength;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int busy;

    WorkerSlots(int concurrency, int queueLength) {
        this.concurrency = concurrency;
        this.queueLength = queueLength;
    }

    /** Starts a call now or when a worker is free. */
    boolean submit(Runnable start) {
        synchronized (this) {
            if (busy >= concurrency) {
                return waiting.size() < queueLength && waiting.add(start);
            }
            busy++;
        }
        start.run();
        return true;
    }

    /** The worker of a call that ended takes the next one. */
    void release() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                busy--;
                return;
            }
        }
        next.run();
    }

    synchronized int busy() {
        return busy;
    }
}
