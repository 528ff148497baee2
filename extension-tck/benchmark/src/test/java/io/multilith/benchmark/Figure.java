package io.multilith.benchmark;

import java.util.Locale;

/**
 * One line of the table.
 *
 * @param what
 *            what was measured, with its unit
 * @param compared
 *            the ratio or difference that the target is about
 */
record Figure(String what, double baseline, double ours, String compared, String target) {
    private static final String ROW = "| %-46s | %10s | %10s | %12s | %-12s |%n";

    static Figure ratio(String what, double baseline, double ours, String target) {
        return new Figure(what, baseline, ours, number(ours / baseline) + "x", target);
    }

    static Figure difference(String what, double baseline, double ours, String unit, String target) {
        return new Figure(what, baseline, ours, "+" + number(ours - baseline) + " " + unit, target);
    }

    static String header() {
        return String.format(Locale.ROOT, ROW, "", "baseline", "Multilith", "compared", "target")
                + "| --- | ---: | ---: | ---: | --- |";
    }

    String row() {
        return String.format(Locale.ROOT, ROW, what, number(baseline), number(ours), compared, target).stripTrailing();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }
}
