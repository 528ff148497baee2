package io.multilith.impl.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import org.jboss.logging.Logger;

import static io.multilith.impl.events.EventMessages.MESSAGES;

/** Keeps what is to be told until the transaction of the calling thread is committed. Thread-safe. */
final class AfterCommit {
    private static final Logger LOG = Logger.getLogger(AfterCommit.class);
    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private final AtomicBoolean said = new AtomicBoolean();
    private final Supplier<Optional<TransactionSynchronizationRegistry>> lookup;

    AfterCommit() {
        this(AfterCommit::lookUp);
    }

    AfterCommit(Supplier<Optional<TransactionSynchronizationRegistry>> lookup) {
        this.lookup = lookup;
    }

    /**
     * Keeps a task until after the commit; after a rollback it is dropped. The tasks of one transaction run in the order in which
     * they were kept.
     *
     * @return false: there is no transaction, and the task was not kept
     */
    boolean keep(Runnable task) {
        return lookup.get().filter(registry -> keep(registry, task)).isPresent();
    }

    private boolean keep(TransactionSynchronizationRegistry registry, Runnable task) {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_ACTIVE, Status.STATUS_PREPARING -> {
                tasks(registry).add(task);
                yield true;
            }
            case Status.STATUS_MARKED_ROLLBACK -> true;
            default -> false;
        };
    }

    @SuppressWarnings("unchecked") // the resource is put there below
    private List<Runnable> tasks(TransactionSynchronizationRegistry registry) {
        var known = (List<Runnable>) registry.getResource(this);
        if (known != null) {
            return known;
        }
        if (said.compareAndSet(false, true)) {
            LOG.info(MESSAGES.sentAfterCommit());
        }
        var tasks = new ArrayList<Runnable>();
        registry.putResource(this, tasks);
        registry.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // More may still be kept.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    tasks.forEach(Runnable::run);
                }
            }
        });
        return tasks;
    }

    @SuppressWarnings("BanJNDI") // the name is a constant of the platform
    private static Optional<TransactionSynchronizationRegistry> lookUp() {
        try {
            return Optional.of(InitialContext.doLookup(REGISTRY));
        } catch (NamingException outsideOfAServer) {
            return Optional.empty();
        }
    }
}
