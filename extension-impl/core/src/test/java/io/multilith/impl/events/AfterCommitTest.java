package io.multilith.impl.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.multilith.impl.cdi.LogRecords;
import io.multilith.impl.json.JsonCodec;

import static org.assertj.core.api.Assertions.assertThat;

class AfterCommitTest {
    @RegisterExtension
    final LogRecords log = new LogRecords();

    private final Transaction transaction = new Transaction();
    private final AfterCommit afterCommit = new AfterCommit(() -> Optional.of(transaction));
    private final List<String> ran = new ArrayList<>();

    @Test
    void runs_what_was_kept_after_the_commit_in_order_and_says_so_once() {
        assertThat(afterCommit.keep(() -> ran.add("1"))).isTrue();
        assertThat(afterCommit.keep(() -> ran.add("2"))).isTrue();
        assertThat(ran).isEmpty();

        transaction.end(Status.STATUS_COMMITTED);

        assertThat(ran).containsExactly("1", "2");
        assertThat(transaction.registered).isEqualTo(1);
        assertThat(log.lines()).filteredOn(line -> line.contains("ML0413")).singleElement().asString()
                .startsWith("INFO");
    }

    @Test
    void drops_what_was_kept_after_a_rollback() {
        afterCommit.keep(() -> ran.add("1"));

        transaction.end(Status.STATUS_ROLLEDBACK);

        assertThat(ran).isEmpty();
    }

    @Test
    void drops_what_could_only_be_rolled_back() {
        transaction.status = Status.STATUS_MARKED_ROLLBACK;

        assertThat(afterCommit.keep(() -> ran.add("1"))).isTrue();

        transaction.end(Status.STATUS_ROLLEDBACK);
        assertThat(ran).isEmpty();
    }

    @Test
    void keeps_nothing_without_a_transaction() {
        transaction.status = Status.STATUS_NO_TRANSACTION;

        assertThat(afterCommit.keep(() -> ran.add("1"))).isFalse();
        assertThat(new AfterCommit(Optional::empty).keep(() -> ran.add("1"))).isFalse();
        assertThat(new AfterCommit().keep(() -> ran.add("1"))).isFalse();
    }

    @Test
    void an_event_is_sent_after_the_commit_and_one_that_cannot_be_is_logged_without_its_data() {
        var bus = new BrokenBus();
        var dispatcher = new BusEventDispatcher(bus, new JsonCodec(), BrokenBus.NO_CALLS,
                Duration.ofSeconds(1), afterCommit, event -> false);

        dispatcher.from("orders").dispatch("order.placed", "s3cret");

        assertThat(bus.sent).isEmpty();
        transaction.end(Status.STATUS_COMMITTED);
        assertThat(bus.sent).hasSize(1);
        var id = bus.sent.get(0).header("cloudEvents:id").orElseThrow();
        assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).startsWith("ERROR").contains("ML0414", id, "order.placed"));
        assertThat(log.lines()).noneMatch(line -> line.contains("s3cret"));
    }

    /** One transaction, ended by the test. */
    private static final class Transaction implements TransactionSynchronizationRegistry {
        private final Map<Object, Object> resources = new HashMap<>();
        private final List<Synchronization> synchronizations = new ArrayList<>();
        private int status = Status.STATUS_ACTIVE;
        private int registered;

        void end(int outcome) {
            synchronizations.forEach(Synchronization::beforeCompletion);
            status = outcome;
            synchronizations.forEach(synchronization -> synchronization.afterCompletion(outcome));
        }

        @Override
        public Object getTransactionKey() {
            return "one";
        }

        @Override
        public void putResource(Object key, Object value) {
            resources.put(key, value);
        }

        @Override
        public Object getResource(Object key) {
            return resources.get(key);
        }

        @Override
        public void registerInterposedSynchronization(Synchronization synchronization) {
            registered++;
            synchronizations.add(synchronization);
        }

        @Override
        public int getTransactionStatus() {
            return status;
        }

        @Override
        public void setRollbackOnly() {
            status = Status.STATUS_MARKED_ROLLBACK;
        }

        @Override
        public boolean getRollbackOnly() {
            return status == Status.STATUS_MARKED_ROLLBACK;
        }
    }
}
