package dev.parley.protocol.bwe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Draws a simulation: rates above, the delay in the queue below, seconds to the right. */
final class SvgCurve {
    private static final int WIDTH = 1000;
    private static final int LEFT = 70;
    private static final int RATES = 360;
    private static final int DELAYS = 140;
    private static final int GAP = 40;
    private static final int TOP = 40;
    private static final String[] COLORS = {"#1f6feb", "#d1242f", "#1a7f37", "#8250df", "#bf8700"};

    private final StringBuilder svg = new StringBuilder();

    private SvgCurve() {}

    /** Writes {@code target/bwe/<name>.svg}. */
    static void write(String name, String title, Simulation simulation, int flows) {
        SvgCurve curve = new SvgCurve();
        curve.draw(title, simulation, flows);
        try {
            Path folder = Files.createDirectories(Path.of("target", "bwe"));
            Files.writeString(folder.resolve(name + ".svg"), curve.svg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void draw(String title, Simulation simulation, int flows) {
        int height = TOP + RATES + GAP + DELAYS + 40;
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='13'>"
                .formatted(WIDTH + LEFT + 20, height));
        add("<rect width='100%%' height='100%%' fill='white'/><text x='%d' y='22' font-size='16'>%s</text>"
                .formatted(LEFT, title));
        double top = 100_000;
        for (int i = 0; i < flows; i++) {
            top = Math.max(top, max(simulation.received(i)));
            top = Math.max(top, max(simulation.targets(i)));
        }
        int samples = simulation.queues().size();
        axes(samples, top / 1000, TOP, RATES, "kbit/s");
        List<Double> capacity =
                simulation.capacities().stream().map(Long::doubleValue).toList();
        line(capacity, top, TOP, RATES, "#57606a", "2", "6 4");
        for (int i = 0; i < flows; i++) {
            line(simulation.received(i), top, TOP, RATES, COLORS[i % COLORS.length], "0.7", "");
            line(simulation.targets(i), top, TOP, RATES, COLORS[i % COLORS.length], "2", "");
        }
        double delay = Math.max(50, max(simulation.queues()));
        axes(samples, delay, TOP + RATES + GAP, DELAYS, "ms in the queue");
        line(simulation.queues(), delay, TOP + RATES + GAP, DELAYS, "#bc4c00", "1.2", "");
        add("<text x='%d' y='%d'>dashed: capacity; thick: target; thin: received; seconds below</text></svg>"
                .formatted(LEFT, height - 8));
    }

    private void axes(int samples, double top, int y, int height, String unit) {
        add("<path d='M%d %dV%dH%d' fill='none' stroke='#57606a'/>".formatted(LEFT, y, y + height, LEFT + WIDTH));
        for (int i = 0; i <= 4; i++) {
            int at = y + height - height * i / 4;
            add("<path d='M%d %dH%d' stroke='#d0d7de'/>".formatted(LEFT, at, LEFT + WIDTH));
            add("<text x='%d' y='%d' text-anchor='end'>%d</text>".formatted(LEFT - 6, at + 4, Math.round(top * i / 4)));
        }
        add("<text x='%d' y='%d'>%s</text>".formatted(LEFT + 6, y - 4, unit));
        int seconds = (int) (samples * Simulation.SAMPLE / SimulatedLink.SECOND);
        int step = Math.max(1, seconds / 12);
        for (int second = 0; second <= seconds; second += step) {
            add("<text x='%d' y='%d' text-anchor='middle'>%d</text>"
                    .formatted(LEFT + WIDTH * second / Math.max(1, seconds), y + height + 16, second));
        }
    }

    private void line(List<Double> values, double top, int y, int height, String color, String width, String dash) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (!Double.isNaN(value)) {
                path.append(path.isEmpty() ? 'M' : 'L')
                        .append(tenths(LEFT + WIDTH * (double) i / values.size()))
                        .append(' ')
                        .append(tenths(y + height * (1 - Math.min(value / top, 1.02))));
            }
        }
        add("<path d='%s' fill='none' stroke='%s' stroke-width='%s' stroke-dasharray='%s'/>"
                .formatted(path, color, width, dash));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static double max(List<Double> values) {
        return values.stream()
                .mapToDouble(d -> d)
                .filter(d -> !Double.isNaN(d))
                .max()
                .orElse(0);
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
