package io.multilith.tck;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.json.JsonObject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.rpc.Rpc;

/** The service of the one node: it is called, and handles what the other node tells. */
@ServiceEntrypoint("ledger")
public class Ledger {
    static final String HELD = "held";
    private static final Duration PATIENCE = Timeouts.of(Duration.ofMinutes(5));

    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();

    /**
     * What an event tells.
     *
     * @param account whose order counts
     */
    public record Entry(String account, int number) {}

    /** The record of a collection. */
    public record Stock(String id, int count) {}

    /** The data of a collection's event. */
    public record StockChange(Stock resource, JsonObject patch, long version) {}

    @Rpc
    public int twice(int value) {
        return 2 * value;
    }

    /** Goes on until {@link #letGo}. */
    @Rpc
    public void linger() throws InterruptedException {
        awaitGate();
    }

    /** One of the account {@value #HELD} is held until {@link #letGo}. */
    @HandleEvent(source = "teller", type = "entry.made")
    void note(Entry entry) throws InterruptedException {
        if (entry.account().equals(HELD)) {
            awaitGate();
        }
        entries.add(entry);
    }

    private void awaitGate() throws InterruptedException {
        if (!gate.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("The gate stays closed.");
        }
    }

    @PreDestroy
    void letGo() {
        gate.countDown();
    }

    @HandleEvent(source = "stock", type = {"stock.created", "stock.patched"})
    void follow(StockChange change) {
        changes.add(change.resource().id() + "=" + change.resource().count());
    }

    List<Entry> entries() {
        return entries;
    }

    List<String> changes() {
        return changes;
    }
}
