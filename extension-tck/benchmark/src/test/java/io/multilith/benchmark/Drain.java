package io.multilith.benchmark;

import java.util.concurrent.CountDownLatch;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;

/** Handles events when it is let. */
@ServiceEntrypoint("drain")
public class Drain {
    static final String SOURCE = "backlog";
    static final String TYPE = "backlog.grown";

    private volatile CountDownLatch gate = new CountDownLatch(1);
    private volatile CountDownLatch left = new CountDownLatch(0);

    /** Lets nothing through until {@link #open}. */
    public void close(int expected) {
        gate = new CountDownLatch(1);
        left = new CountDownLatch(expected);
    }

    /** Lets all through, and waits for them. */
    public void open() throws InterruptedException {
        gate.countDown();
        left.await();
    }

    @HandleEvent(source = SOURCE, type = TYPE)
    void count(int number) throws InterruptedException {
        gate.await();
        left.countDown();
    }
}
