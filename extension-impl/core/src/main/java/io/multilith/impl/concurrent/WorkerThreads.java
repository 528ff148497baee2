package io.multilith.impl.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinPool.ForkJoinWorkerThreadFactory;
import java.util.concurrent.TimeUnit;

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
 * Runs everything that may block: service methods first of all. Fork-join pools, because a worker that waits for
 * another call ({@link CompletableFuture#join()}) is then made up for by one more thread, so nested calls cannot starve
 * each other. What tells of an end has threads of its own: methods that block all others do not keep a call that was made
 * meanwhile from its deadline. Threads are the server's where there is one. Thread-safe.
 */
@Singleton
public class WorkerThreads implements Executor {
    private static final Logger LOG = Logger.getLogger(WorkerThreads.class);
    private static final int UPKEEP_THREADS = 2;
    /** The nanoseconds of a longer one cannot be counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String SERVER_THREADS = "java:comp/DefaultManagedThreadFactory";

    private final TaskPool work;
    private final TaskPool ends;
    private final TaskPool upkeep;

    @Inject
    public WorkerThreads(Settings settings) {
        var factory = threadFactory();
        work = new TaskPool(settings.get(Setting.WORKER_THREADS), factory);
        ends = new TaskPool(settings.get(Setting.WORKER_THREADS), factory);
        upkeep = new TaskPool(UPKEEP_THREADS, factory);
    }

    @Override
    public void execute(Runnable task) {
        work.execute(task);
    }

    /** The threads for what depends on the end of something: that of a call elsewhere, or of a while. */
    public Executor ends() {
        return ends;
    }

    /** The few threads for what has to go on while methods block all others, and may block itself. */
    Executor upkeep() {
        return upkeep;
    }

    /**
     * Completes on one of {@link #ends} after a while; cancel it when it is no longer wanted. What depends on it runs here and
     * not on the thread that keeps the time, which is but one for the whole JVM.
     */
    public CompletableFuture<Void> after(Duration delay) {
        var clock = new CompletableFuture<Void>().completeOnTimeout(null,
                Math.max(0, (delay.compareTo(LONGEST) < 0 ? delay : LONGEST).toNanos()),
                TimeUnit.NANOSECONDS);
        var elapsed = clock.thenRunAsync(() -> {}, ends);
        elapsed.whenComplete((done, cancelled) -> clock.cancel(false));
        return elapsed;
    }

    @PreDestroy
    public void stop() {
        work.stop();
        ends.stop();
        upkeep.stop();
    }

    /** What finds its configuration by the thread's class loader finds the same one as at the start, as with a server's threads. */
    private static ForkJoinWorkerThreadFactory inContextOf(ClassLoader loader) {
        return pool -> {
            var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setContextClassLoader(loader);
            return thread;
        };
    }

    @SuppressWarnings("BanJNDI") // the name is a constant of the platform
    private static ForkJoinWorkerThreadFactory threadFactory() {
        try {
            return (ManagedThreadFactory) InitialContext.doLookup(SERVER_THREADS);
        } catch (NamingException outsideOfAServer) {
            LOG.debugf("%s is not bound, so plain threads are used", SERVER_THREADS);
            return inContextOf(Thread.currentThread().getContextClassLoader());
        }
    }
}
