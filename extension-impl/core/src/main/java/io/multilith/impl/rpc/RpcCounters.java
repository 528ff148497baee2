package io.multilith.impl.rpc;

import java.util.concurrent.atomic.LongAdder;

import jakarta.enterprise.context.ApplicationScoped;

/** How many requests were passed over without an answer, since the start. For health and metrics. Thread-safe. */
@ApplicationScoped
public class RpcCounters {
    private final LongAdder expired = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    /** Requests that were past their deadline before they began. */
    public long expired() {
        return expired.sum();
    }

    /** Requests whose callers took them back before they began. */
    public long cancelled() {
        return cancelled.sum();
    }

    /** Requests that wanted their answer at an address of Multilith's own. */
    public long refused() {
        return refused.sum();
    }

    /** Requests to idempotent methods that came again and got the remembered reply. */
    public long repeated() {
        return repeated.sum();
    }

    void countExpired() {
        expired.increment();
    }

    void countCancelled() {
        cancelled.increment();
    }

    void countRefused() {
        refused.increment();
    }

    void countRepeated() {
        repeated.increment();
    }
}
