package io.multilith.benchmark;

import java.io.IOException;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;

import io.multilith.resource.QueryForm;
import io.multilith.resource.ResourceDispatcher;
import io.multilith.resource.ResourceRequest;

/**
 * A million records in memory beside the same as objects in a map, and a list of twenty of the thousand on one shelf. Prints the
 * heap of both in MB and the time of both in microseconds.
 */
public final class RecordsProcess {
    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int RECORDS = 1_000_000;
    private static final int SHELVES = 1_000;
    private static final int UNIT = 100;
    private static final int PAGE = 20;
    private static final int WARM_UP = 20;
    private static final int ROUNDS = 9;
    private static final int LISTS = 200;

    /** So that no compiler finds out that nobody looks at the lists. */
    private static volatile Object last;

    private RecordsProcess() {}

    public static void main(String[] arguments) throws IOException {
        var empty = HeapUse.megabytes();
        var bare = IntStream.range(0, RECORDS).mapToObj(RecordsProcess::part)
                .collect(Collectors.toMap(IndexedPart::id, part -> part, (one, other) -> one, TreeMap::new));
        var bareMegabytes = HeapUse.megabytes() - empty;
        var shelves = bare.values().stream().collect(Collectors.groupingBy(IndexedPart::shelf));
        try (var container = SeContainerInitializer.newInstance().addBeanClasses(IndexedParts.class).initialize()) {
            var collections = container.select(ResourceDispatcher.class).get();
            var before = HeapUse.megabytes();
            IntStream.range(0, RECORDS / UNIT).forEach(unit -> fill(collections, unit));
            var ourMegabytes = HeapUse.megabytes() - before;
            var rounds = Rounds.alternate(WARM_UP, ROUNDS, () -> time(shelf -> shelves.get(shelf).subList(0, PAGE)),
                    () -> time(shelf -> list(collections, shelf)));
            System.out
                    .println(bareMegabytes + " " + ourMegabytes + " " + rounds.baselineMedian(Double::doubleValue) + " "
                            + rounds.ourMedian(Double::doubleValue));
            Processes.ready();
        }
        System.exit(0);
    }

    private static IndexedPart part(int i) {
        return new IndexedPart("p" + i, "Part number " + i, i % SHELVES, i % 2 == 0, i / 10.0);
    }

    private static void fill(ResourceDispatcher collections, int unit) {
        var parts = JSON.createArrayBuilder();
        IntStream.range(unit * UNIT, (unit + 1) * UNIT).mapToObj(RecordsProcess::part).forEach(part -> parts
                .add(JSON.createObjectBuilder().add("id", part.id()).add("name", part.name()).add("shelf", part.shelf())
                        .add("stocked", part.stocked()).add("weight", part.weight())));
        JsonValue data = parts.build();
        collections.dispatch(ResourceRequest.of("part", "create").with(data));
    }

    private static Object list(ResourceDispatcher collections, int shelf) {
        var query = JSON.createObjectBuilder().add("shelf", shelf).add("$limit", PAGE).build();
        return collections.dispatch(ResourceRequest.of("part", "find").with(new QueryForm(query, false, ""))).body();
    }

    /** Of one list, in microseconds. */
    private static double time(Function<Integer, Object> list) {
        var begin = System.nanoTime();
        IntStream.range(0, LISTS).forEach(i -> last = list.apply(i % SHELVES));
        return (System.nanoTime() - begin) / 1e3 / LISTS;
    }
}
