package dev.parley.sfu.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sfu.bench.FigureTable.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The desktop client beside Chromium: run by {@code DesktopMeasurement} of the browser tests, tabled here. */
final class DesktopBench {
    private static final String MARK = "desktop figure: ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private DesktopBench() {}

    /** The columns of the delays. */
    static final List<Column> GLASS = List.of(
            new Column("p50Millis", "p50 [ms]", "%.1f"),
            new Column("p95Millis", "p95 [ms]", "%.1f"),
            new Column("pictures", "pictures [1]", "%.0f"));

    /** The columns of a start. */
    static final List<Column> START = List.of(
            new Column("leastMillis", "least [ms]", "%.0f"),
            new Column("medianMillis", "median [ms]", "%.0f"),
            new Column("mostMillis", "most [ms]", "%.0f"));

    /** The columns of what a call costs. */
    static final List<Column> COST =
            List.of(new Column("cores", "CPU [cores]", "%.2f"), new Column("megabytes", "memory, PSS [MB]", "%.0f"));

    /** One line of the measurement. */
    record Figure(String table, String name, Map<String, Double> values) {}

    /**
     * Runs the measurement.
     *
     * @param figures takes each as it comes
     */
    static void measure(boolean quick, BiConsumer<String, Figure> figures) throws IOException {
        List<String> properties = quick
                ? List.of("parley.bench.rounds=1", "parley.bench.warm-up=25", "parley.bench.seconds=5")
                : List.of();
        BrowserTests.run(
                "DesktopMeasurement",
                properties,
                line -> figureIn(line).ifPresent(figure -> figures.accept(figure.table(), figure)));
    }

    /** The figure in a line of output; none when there is none. */
    static Optional<Figure> figureIn(String line) {
        int at = line.indexOf(MARK);
        if (at < 0) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(line.substring(at + MARK.length()));
            Map<String, Double> values = new LinkedHashMap<>();
            json.properties().forEach(field -> {
                if (field.getValue().isNumber()) {
                    values.put(field.getKey(), field.getValue().asDouble());
                }
            });
            return Optional.of(
                    new Figure(json.path("table").asText(), json.path("name").asText(), values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
