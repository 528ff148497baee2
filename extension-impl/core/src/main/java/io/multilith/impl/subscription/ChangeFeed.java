package io.multilith.impl.subscription;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;

import io.multilith.resource.CollectionStore;
import io.multilith.resource.ResourceChange;

/** Reads one collection's change log for its followers. That it was woken is a hint; the log is the truth. */
final class ChangeFeed {
    private final List<LogCursor> cursors = new CopyOnWriteArrayList<>();
    private final CollectionStore store;
    private final Executor threads;

    ChangeFeed(CollectionStore store, Executor threads) {
        this.store = store;
        this.threads = threads;
    }

    Runnable follow(Function<ResourceChange, CompletionStage<Void>> follower) {
        var cursor = new LogCursor(store, threads, this::forgetTold, follower);
        cursors.add(cursor);
        cursor.wake();
        return () -> {
            cursors.remove(cursor);
            cursor.stop();
        };
    }

    void wake() {
        cursors.forEach(LogCursor::wake);
    }

    /** How many changes the slowest follower still has to be told of. */
    long backlog() {
        return store.head().position() - slowest();
    }

    private void forgetTold() {
        store.told(slowest());
    }

    private long slowest() {
        return cursors.stream().mapToLong(LogCursor::position).min().orElseGet(() -> store.head().position());
    }
}
