package io.multilith.impl.worker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.multilith.resource.ResourceChange;
import io.multilith.resource.StoredRecord;
import io.multilith.resource.Subscriptions;
import io.multilith.resource.Version;

/**
 * Work on records that were removed. Only the log knows of them: it keeps a removal until the work is done, so one that was
 * under way when the application ended is heard of again.
 */
final class RemovalWork extends ResourceWork {
    private static final Duration MEMORY = Duration.ofDays(1);

    RemovalWork(Setup setup) {
        super(setup, task -> task.id() + "@" + task.version().map(Version::toString).orElse(""));
    }

    @Override
    Runnable follow(Subscriptions subscriptions) {
        return subscriptions.resume(setup.records().collection(), this::hear);
    }

    private CompletionStage<Void> hear(ResourceChange change) {
        if (!setup.records().isMeant(change)) {
            return CompletableFuture.completedStage(null);
        }
        var task = Task.of(change, change.before().orElseThrow());
        backlog.add(task);
        return task.settled();
    }

    @Override
    Optional<StoredRecord> current(Task task) {
        return task.version().map(version -> new StoredRecord(task.id(), task.fields(), version));
    }

    /** Also of one after it. */
    @Override
    boolean isDone(Task task, String version) {
        return task.version().filter(own -> isAtOrAfter(version, own)).isPresent();
    }

    private static boolean isAtOrAfter(String done, Version own) {
        var noted = Task.version(done);
        return noted.epoch().equals(own.epoch()) && noted.position() >= own.position();
    }

    @Override
    void succeeded(Task task, Version version) {
        setup.leases().done(task.id(), version, MEMORY);
    }

    /** Without the record it could not be tried again. */
    @Override
    int mostOfRecord() {
        return Integer.MAX_VALUE;
    }

    @Override
    Duration memory() {
        return MEMORY;
    }
}
