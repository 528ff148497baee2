package io.multilith.impl.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

/**
 * A fork-join pool for tasks that are many and mostly short. Its threads look for another task for a moment before they
 * sleep. Thread-safe.
 */
final class TaskPool implements Executor {
    private static final Logger LOG = Logger.getLogger(TaskPool.class);
    private static final long LINGER_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    private final ForkJoinPool pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Whether a thread has been called for that has not taken a task yet, or one looks for more. */
    private final AtomicBoolean called = new AtomicBoolean();

    TaskPool(int threads, ForkJoinWorkerThreadFactory factory) {
        pool = new ForkJoinPool(threads, factory, TaskPool::logUncaught, true);
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

    void stop() {
        pool.shutdown();
        if (!pool.awaitQuiescence(1, TimeUnit.SECONDS)) {
            pool.shutdownNow();
        }
    }

    private static void logUncaught(Thread thread, Throwable fault) {
        LOG.errorf(fault, "A task failed on %s", thread.getName());
    }
}
