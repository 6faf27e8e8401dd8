package dev.parley.sfu.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Whether something that was looked at again and again became more: the first third beside the last. */
final class Growth {
    private final String what;
    private final String unit;
    private final double divisor;
    private final double tolerated;
    private final List<Double> seen = new ArrayList<>();

    /**
     * @param unit of which {@code divisor} are one as it is seen
     * @param tolerated in that unit: more than this is growth
     */
    Growth(String what, String unit, double divisor, double tolerated) {
        this.what = what;
        this.unit = unit;
        this.divisor = divisor;
        this.tolerated = tolerated;
    }

    /** One more look; empty when it is not to be had. */
    void see(OptionalLong figure) {
        figure.ifPresent(present -> seen.add(present / divisor));
    }

    /** Whether it was seen twice at least, so that something can be said. */
    boolean isKnown() {
        return seen.size() > 1;
    }

    /** The median of the first third. */
    double before() {
        return median(seen.subList(0, third()));
    }

    /** The median of the last third. */
    double after() {
        return median(seen.subList(seen.size() - third(), seen.size()));
    }

    boolean grew() {
        return isKnown() && after() - before() > tolerated;
    }

    private int third() {
        return (seen.size() + 2) / 3;
    }

    private static double median(List<Double> figures) {
        return Median.of(figures.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Before and after, in words. */
    String words() {
        return isKnown()
                ? String.format(Locale.ROOT, "%s %.1f -> %.1f%s", what, before(), after(), unit)
                : what + " not known";
    }

    /** By how much it grew, in words. */
    String excess() {
        return String.format(Locale.ROOT, "%s by %.1f%s", what, after() - before(), unit);
    }
}
