package io.multilith.benchmark;

import java.lang.management.ManagementFactory;

/** The heap of this JVM. */
final class HeapUse {
    private static final int COLLECTIONS = 5;

    private HeapUse() {}

    /** What is in use after garbage collection. */
    static double megabytes() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < COLLECTIONS; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed() / 1024.0 / 1024.0;
    }
}
