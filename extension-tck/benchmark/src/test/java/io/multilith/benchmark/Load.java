package io.multilith.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Makes calls for a while, so many at a time, and takes the time of each. */
record Load(int inFlight, Duration time) {
    private static final int MOST_CALLS = 1_000_000;

    /**
     * What was measured.
     *
     * @param perSecond
     *            calls
     * @param p99Micros
     *            99 of 100 calls took no longer
     */
    record Result(double perSecond, double p99Micros) {}

    Result run(Function<String, CompletionStage<String>> call) {
        var free = new Semaphore(inFlight);
        var nanos = new long[MOST_CALLS];
        var failed = new AtomicInteger();
        var calls = 0;
        var begin = System.nanoTime();
        for (; calls < MOST_CALLS && System.nanoTime() - begin < time.toNanos(); calls++) {
            free.acquireUninterruptibly();
            var index = calls;
            var sent = System.nanoTime();
            call.apply("hello").whenComplete((answer, fault) -> {
                nanos[index] = System.nanoTime() - sent;
                if (fault != null || !"hello".equals(answer)) {
                    failed.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquireUninterruptibly(inFlight);
        var seconds = (System.nanoTime() - begin) / 1e9;
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " calls failed");
        }
        Arrays.sort(nanos, 0, calls);
        return new Result(calls / seconds, nanos[(int) (calls * 0.99)] / 1e3);
    }
}
