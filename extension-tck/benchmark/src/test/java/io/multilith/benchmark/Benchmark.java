package io.multilith.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that is measured, each beside a baseline in the same run. Prints a table of medians and leaves it in
 * {@code target/benchmark.md}. The arguments are the parts that are wanted; none: all of them.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException {
        var parts = parts();
        var chosen = arguments.length == 0 ? parts.keySet() : new LinkedHashSet<>(List.of(arguments));
        if (!parts.keySet().containsAll(chosen)) {
            throw new IllegalArgumentException("There are " + parts.keySet());
        }
        var table = table(chosen.stream().map(parts::get).flatMap(Supplier::get).toList());
        System.out.println(table);
        Files.writeString(Path.of("benchmark.md"), table);
        System.exit(0);
    }

    /** By name, in their order. */
    private static Map<String, Supplier<Stream<Figure>>> parts() {
        var parts = new LinkedHashMap<String, Supplier<Stream<Figure>>>();
        parts.put("messages", Messages::measure);
        parts.put("http", Rest::measure);
        parts.put("subscribers", Subscribers::measure);
        parts.put("records", Records::measure);
        parts.put("entities", Entities::measure);
        return parts;
    }

    private static String table(List<Figure> figures) {
        var machine = String.format("%s, %d processors, %s %s, JDK %s: mvn -Pbench verify%n%n",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
                System.getProperty("os.arch"), System.getProperty("java.runtime.version"));
        return figures.stream().map(Figure::row)
                .collect(Collectors.joining(System.lineSeparator(), machine + Figure.header() + System.lineSeparator(),
                        System.lineSeparator()));
    }
}
