package dev.parley.sfu.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One table of figures: printed row by row as they come, and kept for the JSON. Units stand in the headings. */
final class FigureTable {
    private static final int LABEL_WIDTH = 26;
    private static final int GAP = 2;

    /**
     * A column of numbers.
     *
     * @param key in the JSON, with its unit
     * @param heading in the table, with its unit in brackets
     * @param format of {@link String#format}
     */
    record Column(String key, String heading, String format) {}

    private final PrintWriter out;
    private final String label;
    private final List<Column> columns;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    /** Prints the title and the headings. */
    FigureTable(PrintWriter out, String title, String label, List<Column> columns) {
        this.out = out;
        this.label = label;
        this.columns = List.copyOf(columns);
        out.println();
        out.println(title);
        StringBuilder line = new StringBuilder(padRight(label));
        for (Column column : columns) {
            line.append(" ".repeat(GAP)).append(column.heading());
        }
        out.println(line);
        out.flush();
    }

    /** Prints and keeps a row; a figure that is not there was not to be had. */
    void row(String name, Map<String, ? extends Number> figures) {
        StringBuilder line = new StringBuilder(padRight(name));
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(label, name);
        for (Column column : columns) {
            Number figure = figures.get(column.key());
            String text = figure == null ? "-" : String.format(Locale.ROOT, column.format(), figure);
            line.append(" ".repeat(GAP));
            line.append(" ".repeat(Math.max(0, column.heading().length() - text.length())));
            line.append(text);
            if (figure != null) {
                kept.put(column.key(), figure instanceof Double exact ? rounded(exact) : figure);
            }
        }
        rows.add(kept);
        out.println(line);
        out.flush();
    }

    /** Prints a remark about the last row, and keeps it there. */
    void remark(String text) {
        if (!rows.isEmpty()) {
            rows.getLast().put("remark", text);
        }
        out.println("  ! " + text);
        out.flush();
    }

    List<Map<String, Object>> rows() {
        return rows;
    }

    /** Four decimals: no figure here is more exact. */
    private static double rounded(double figure) {
        return Math.round(figure * 10_000) / 10_000.0;
    }

    private static String padRight(String text) {
        return text + " ".repeat(Math.max(0, LABEL_WIDTH - text.length()));
    }
}
