package io.multilith.benchmark;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Makes calls, so many at a time, and takes the time. */
record Load(int inFlight, int calls) {

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
        var nanos = new long[calls];
        var failed = new AtomicInteger();
        var begin = System.nanoTime();
        for (var i = 0; i < calls; i++) {
            free.acquireUninterruptibly();
            var index = i;
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
        Arrays.sort(nanos);
        return new Result(calls / seconds, nanos[(int) (calls * 0.99)] / 1e3);
    }
}
