package io.multilith.benchmark;

import java.util.stream.Stream;

/** What 100 services of 10 methods hold, beside the same container without any; both are connected to the broker. */
final class Heap {
    private static final int SERVICES = 100;

    private Heap() {}

    static Stream<Figure> measure(int port) {
        return Stream.of(Figure.difference("heap after GC, 100 services x 10 methods, MB", megabytes(port, 0),
                megabytes(port, SERVICES), "MB", "<= 40 MB"));
    }

    private static double megabytes(int port, int services) {
        try (var processes = new Processes()) {
            return Double.parseDouble(processes.start(HeapProcess.class, "-Damqp-host=127.0.0.1",
                    "-Damqp-port=" + port, "-Dservices=" + services));
        }
    }
}
