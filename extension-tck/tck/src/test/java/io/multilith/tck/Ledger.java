package io.multilith.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import jakarta.json.JsonObject;

import io.multilith.entrypoint.ServiceEntrypoint;
import io.multilith.events.HandleEvent;
import io.multilith.rpc.Rpc;

/** The service of the one node: it is called, and handles what the other node tells. */
@ServiceEntrypoint("ledger")
public class Ledger {
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

    @Rpc
    public int slowly(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return millis;
    }

    @HandleEvent(source = "teller", type = "entry.made")
    void note(Entry entry) {
        entries.add(entry);
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
