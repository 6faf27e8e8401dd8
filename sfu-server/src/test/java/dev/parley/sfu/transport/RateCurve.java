package dev.parley.sfu.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Samples rates and delays ten times a second in virtual time and draws them: rates above, delays below. */
final class RateCurve {
    static final long SAMPLE = 100 * VirtualTime.MILLI;
    private static final int WIDTH = 1_000;
    private static final int LEFT = 70;
    private static final int TOP = 40;
    private static final int RATES = 360;
    private static final int DELAYS = 140;
    private static final int GAP = 60;
    private static final String[] COLORS = {"#8c959f", "#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#bf8700"};

    private record Series(DoubleSupplier source, List<Double> values) {}

    private final Map<String, Series> rates = new LinkedHashMap<>();
    private final Map<String, Series> delays = new LinkedHashMap<>();
    private final StringBuilder svg = new StringBuilder();

    RateCurve(VirtualTime time) {
        time.every(SAMPLE, () -> {
            rates.values().forEach(RateCurve::sample);
            delays.values().forEach(RateCurve::sample);
        });
    }

    private static void sample(Series series) {
        series.values.add(series.source.getAsDouble());
    }

    /** Draws this in kbit/s. */
    RateCurve rate(String name, DoubleSupplier bitsPerSecond) {
        rates.put(name, new Series(() -> Math.min(bitsPerSecond.getAsDouble(), 1e8) / 1_000, new ArrayList<>()));
        return this;
    }

    /** Draws this in kbit/s: what was counted in bytes since the sample before. */
    RateCurve counted(String name, DoubleSupplier bytes) {
        double[] last = {0};
        return rate(name, () -> {
            double now = bytes.getAsDouble();
            double rate = (now - last[0]) * 8 * VirtualTime.SECOND / SAMPLE;
            last[0] = now;
            return rate;
        });
    }

    /** Draws this in milliseconds. */
    RateCurve delay(String name, DoubleSupplier nanos) {
        delays.put(name, new Series(() -> nanos.getAsDouble() / VirtualTime.MILLI, new ArrayList<>()));
        return this;
    }

    /** The samples of a rate, in kbit/s, between two seconds since the beginning. */
    List<Double> rates(String name, double from, double until) {
        return range(rates, name, from, until);
    }

    /** The samples of a delay, in milliseconds, between two seconds since the beginning. */
    List<Double> delays(String name, double from, double until) {
        return range(delays, name, from, until);
    }

    double mean(String rate, double from, double until) {
        return rates(rate, from, until).stream().mapToDouble(d -> d).average().orElseThrow();
    }

    private static List<Double> range(Map<String, Series> all, String name, double from, double until) {
        int perSecond = (int) (VirtualTime.SECOND / SAMPLE);
        Series series = all.get(name);
        if (series == null) {
            throw new IllegalArgumentException("nothing is called " + name);
        }
        int end = Math.min((int) (until * perSecond), series.values.size());
        return series.values.subList((int) (from * perSecond), end);
    }

    /** Writes {@code target/rate/<name>.svg} and prints the line. */
    void write(String name, String line) {
        System.out.println("rate " + name + ": " + line);
        int height = TOP + RATES + GAP + DELAYS + 40;
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>"
                .formatted(WIDTH + LEFT + 20, height));
        add("<rect width='100%%' height='100%%' fill='white'/><text x='%d' y='22' font-size='16'>%s: %s</text>"
                .formatted(LEFT, name, line));
        draw(rates, TOP, RATES, "kbit/s");
        draw(delays, TOP + RATES + GAP, DELAYS, "ms");
        add("</svg>");
        try {
            Path folder = Files.createDirectories(Path.of("target", "rate"));
            Files.writeString(folder.resolve(name + ".svg"), svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(Map<String, Series> all, int top, int height, String unit) {
        double highest = all.values().stream()
                .flatMap(series -> series.values.stream())
                .mapToDouble(d -> d)
                .max()
                .orElse(1);
        int samples = all.values().stream()
                .mapToInt(series -> series.values.size())
                .max()
                .orElse(1);
        for (int i = 0; i <= 4; i++) {
            double y = top + height - height * i / 4.0;
            add("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#d0d7de'/>".formatted(LEFT, LEFT + WIDTH, y, y));
            add("<text x='%d' y='%.1f' text-anchor='end'>%.0f</text>".formatted(LEFT - 6, y + 4, highest * i / 4));
        }
        add("<text x='4' y='%d'>%s</text>".formatted(top - 6, unit));
        for (int second = 0; second * 10 <= samples; second += 10) {
            double x = LEFT + WIDTH * second * 10.0 / samples;
            add("<text x='%.1f' y='%d' text-anchor='middle'>%d s</text>".formatted(x, top + height + 16, second));
        }
        int color = 0;
        for (Map.Entry<String, Series> each : all.entrySet()) {
            StringBuilder points = new StringBuilder();
            List<Double> values = each.getValue().values;
            for (int i = 0; i < values.size(); i++) {
                points.append(String.format(
                        Locale.ROOT,
                        "%.1f,%.1f ",
                        LEFT + WIDTH * (double) i / samples,
                        top + height - height * values.get(i) / highest));
            }
            String stroke = COLORS[color % COLORS.length];
            add("<polyline fill='none' stroke='%s' stroke-width='1.5' points='%s'/>".formatted(stroke, points));
            add("<text x='%d' y='%d' fill='%s'>%s</text>"
                    .formatted(LEFT + 60 + 150 * color, top - 6, stroke, each.getKey()));
            color++;
        }
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
