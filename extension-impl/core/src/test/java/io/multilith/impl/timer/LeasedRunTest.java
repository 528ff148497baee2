package io.multilith.impl.timer;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.concurrent.WorkerThreads;
import io.multilith.impl.config.Settings;
import io.multilith.resource.Lease;
import io.multilith.resource.Leases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LeasedRunTest {
    private static final Lease LEASE = new Lease("bell", "timer-bells.ring", "node");

    @RegisterExtension
    final LogRecords logged = new LogRecords();

    private final AtomicInteger renewals = new AtomicInteger();
    private final WorkerThreads threads = new WorkerThreads(new Settings());
    private boolean isOurs = true;

    @AfterEach
    void end() {
        threads.stop();
    }

    @Test
    void stops_to_renew_what_it_has_lost_and_says_so_once() {
        isOurs = false;
        var task = new CompletableFuture<Void>();

        run(() -> task);

        await().until(() -> renewals.get() == 1);
        await().during(Duration.ofSeconds(1)).until(() -> renewals.get() == 1);
        task.complete(null);
        assertThat(logged.lines()).filteredOn(line -> line.startsWith("WARN ML0104")).hasSize(1).first().asString()
                .contains("timer-bells.ring");
    }

    @Test
    void stops_to_renew_when_the_task_cannot_begin() {
        var run = run(() -> {
            throw new IllegalStateException("no");
        });

        await().until(() -> run.toCompletableFuture().isCompletedExceptionally());
        await().during(Duration.ofSeconds(1)).until(() -> renewals.get() == 0);
    }

    private CompletionStage<?> run(Supplier<CompletionStage<?>> task) {
        return new LeasedRun(task, now -> now.plusSeconds(1), LEASE, new Leases() {
            @Override
            public Optional<String> take(Lease lease, Duration time) {
                return Optional.empty();
            }

            @Override
            public boolean pass(Lease lease, String next, Duration time) {
                renewals.incrementAndGet();
                return isOurs;
            }
        }, threads).get();
    }
}
