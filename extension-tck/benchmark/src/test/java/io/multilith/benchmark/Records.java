package io.multilith.benchmark;

import java.util.Arrays;
import java.util.stream.Stream;

/** What a million records take in memory, and how soon some of them are found by an index. */
final class Records {
    private Records() {}

    static Stream<Figure> measure() {
        try (var processes = new Processes()) {
            var said = processes.startWithout("embedded-broker", RecordsProcess.class, "-Xmx6g");
            var numbers = Arrays.stream(said.split(" ")).mapToDouble(Double::parseDouble).toArray();
            return Stream.of(
                    Figure.difference("1,000,000 records of 5 fields, MB", numbers[0], numbers[1], "MB", "<= 1,200 MB"),
                    Figure.difference("list 20 of 1,000,000 by an index, us", numbers[2], numbers[3], "us",
                            "<= 2,000 us"));
        }
    }
}
