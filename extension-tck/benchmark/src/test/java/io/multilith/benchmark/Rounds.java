package io.multilith.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What the baseline and we were measured at, in rounds that alternate so that the machine's moods fall on both. The first
 * ones warm up and do not count: compiling takes the larger part of a fresh JVM's time.
 */
record Rounds<T>(List<T> baseline, List<T> ours) {

    static <T> Rounds<T> alternate(int warmUp, int counted, Supplier<T> baseline, Supplier<T> ours) {
        var rounds = new Rounds<T>(new ArrayList<>(), new ArrayList<>());
        for (var round = 0; round < warmUp + counted; round++) {
            rounds.baseline.add(baseline.get());
            rounds.ours.add(ours.get());
        }
        return new Rounds<>(rounds.baseline.subList(warmUp, warmUp + counted),
                rounds.ours.subList(warmUp, warmUp + counted));
    }

    double baselineMedian(ToDoubleFunction<T> figure) {
        return median(baseline, figure);
    }

    double ourMedian(ToDoubleFunction<T> figure) {
        return median(ours, figure);
    }

    private static <T> double median(List<T> results, ToDoubleFunction<T> figure) {
        var sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
