package io.multilith.impl.entrypoint;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The workers of one service: so many calls run, so many wait in order, one more is refused. A method may have limits of its
 * own besides; calls that wait for such a method let others pass. Thread-safe.
 */
final class WorkerSlots {
    private final int concurrency;
    private final int queueLength;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int busy;

    WorkerSlots(int concurrency, int queueLength) {
        this.concurrency = concurrency;
        this.queueLength = queueLength;
    }

    private record Waiting(Share share, Runnable start) {}

    /** What one method may have of the workers. */
    final class Share {
        private final int shareConcurrency;
        private final int shareQueueLength;
        private int shareBusy;
        private int shareWaiting;

        private Share(int concurrency, int queueLength) {
            shareConcurrency = concurrency;
            shareQueueLength = queueLength;
        }

        /**
         * Starts a call now or when a worker is free.
         *
         * @return false if it is refused
         */
        boolean submit(Runnable start) {
            synchronized (WorkerSlots.this) {
                if (busy >= concurrency || isExhausted()) {
                    return waiting.size() < queueLength && shareWaiting < shareQueueLength && await(start);
                }
                take();
            }
            start.run();
            return true;
        }

        /** Keeps a call that waits from being started; false if it was started already. */
        boolean withdraw(Runnable start) {
            synchronized (WorkerSlots.this) {
                var withdrawn = waiting.removeIf(call -> call.start == start);
                shareWaiting -= withdrawn ? 1 : 0;
                return withdrawn;
            }
        }

        /** The worker of a call that ended takes the next one that may run. */
        void release() {
            Waiting next;
            synchronized (WorkerSlots.this) {
                busy--;
                shareBusy--;
                next = poll();
            }
            if (next != null) {
                next.start.run();
            }
        }

        private boolean isExhausted() {
            return shareBusy >= shareConcurrency;
        }

        private boolean await(Runnable start) {
            shareWaiting++;
            return waiting.add(new Waiting(this, start));
        }

        private void take() {
            busy++;
            shareBusy++;
        }
    }

    /** The one share of a method, whatever kind its calls come by; the limits count the first time. */
    Share share(String method, int concurrency, int queueLength) {
        return shares.computeIfAbsent(method, name -> new Share(concurrency, queueLength));
    }

    synchronized int busy() {
        return busy;
    }

    private Waiting poll() {
        for (Iterator<Waiting> calls = waiting.iterator(); calls.hasNext();) {
            var call = calls.next();
            if (!call.share.isExhausted()) {
                calls.remove();
                call.share.shareWaiting--;
                call.share.take();
                return call;
            }
        }
        return null;
    }
}
