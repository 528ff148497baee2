package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.naming.InitialContext;
import javax.naming.NamingException;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.multilith.impl.config.Setting;
import io.multilith.impl.config.Settings;

/**
 * Runs everything that may block: service methods first of all. A fork-join pool, because a worker that waits for
 * another call ({@link CompletableFuture#join()}) is then made up for by one more thread, so nested calls cannot starve
 * each other. Its threads are the server's where there is one. Thread-safe.
 */
@Singleton
public class WorkerThreads implements Executor {
    private static final Logger LOG = Logger.getLogger(WorkerThreads.class);
    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final String SERVER_THREADS = "java:comp/DefaultManagedThreadFactory";

    private final ForkJoinPool pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Whether a thread has been called for that has not taken a task yet, or one looks for more. */
    private final AtomicBoolean called = new AtomicBoolean();

    @Inject
    public WorkerThreads(Settings settings) {
        pool = new ForkJoinPool(settings.get(Setting.WORKER_THREADS), threadFactory(), WorkerThreads::logUncaught,
                true);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        try {
            callThread();
        } catch (RejectedExecutionException stopped) {
            tasks.remove(task);
            throw stopped;
        }
    }

    /**
     * To wake a thread costs more than to run a short task. So while one is on its way no other is called for but by that one,
     * when it takes a task and sees more: a task that blocks holds up none, and many short ones share few threads.
     */
    private void callThread() {
        if (called.compareAndSet(false, true)) {
            try {
                pool.execute(this::runTasks);
            } catch (RejectedExecutionException stopped) {
                called.set(false);
                throw stopped;
            }
        }
    }

    private void runTasks() {
        called.set(false);
        do {
            for (var task = tasks.poll(); task != null; task = tasks.poll()) {
                callForMore();
                task.run();
            }
        } while (isMoreToCome());
    }

    /**
     * Looks for another task for about twice as long as it takes to wake a thread, unless somebody else does; others that want
     * the processor have it meanwhile.
     */
    @SuppressWarnings("ThreadPriorityCheck") // to yield is a courtesy here, nothing depends on it
    private boolean isMoreToCome() {
        if (!called.compareAndSet(false, true)) {
            return false;
        }
        var begin = System.nanoTime();
        while (tasks.isEmpty() && System.nanoTime() - begin < LINGER_NANOS) {
            Thread.yield();
        }
        called.set(false);
        return !tasks.isEmpty(); // what came just now has called nobody
    }

    private void callForMore() {
        if (!tasks.isEmpty() && !pool.isShutdown()) {
            try {
                callThread();
            } catch (RejectedExecutionException stopped) {
                LOG.debug("The threads stop while tasks wait", stopped);
            }
        }
    }

    /**
     * Completes on one of these threads after a while; cancel it when it is no longer wanted. What depends on it runs here and
     * not on the thread that keeps the time, which is but one for the whole JVM.
     */
    public CompletableFuture<Void> after(Duration delay) {
        var clock = new CompletableFuture<Void>().completeOnTimeout(null, Math.max(0, delay.toNanos()),
                TimeUnit.NANOSECONDS);
        var elapsed = clock.thenRunAsync(() -> {}, this);
        elapsed.whenComplete((done, cancelled) -> clock.cancel(false));
        return elapsed;
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
        if (!pool.awaitQuiescence(1, TimeUnit.SECONDS)) {
            pool.shutdownNow();
        }
    }

    @SuppressWarnings("BanJNDI") // the name is a constant of the platform
    private static ForkJoinWorkerThreadFactory threadFactory() {
        try {
            return (ManagedThreadFactory) InitialContext.doLookup(SERVER_THREADS);
        } catch (NamingException outsideOfAServer) {
            LOG.debugf("%s is not bound, so plain threads are used", SERVER_THREADS);
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory;
        }
    }

    private static void logUncaught(Thread thread, Throwable fault) {
        LOG.errorf(fault, "A task failed on %s", thread.getName());
    }
}
