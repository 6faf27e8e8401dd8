import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws collapsed stacks ({@code frame;frame;frame count} on standard input) as a flame graph on standard output, an SVG
 * without scripts. Only stacks with a frame that begins with the first argument are drawn, from the frame after it on;
 * what is narrower than a three-hundredth is left out. See docs/performance.md.
 */
final class FlameGraph {
    private static final int WIDTH = 1_200;
    private static final int ROW = 15;
    private static final double NARROWEST = 1 / 300.0;

    /** A frame, with all that it calls. */
    private static final class Frame {
        final Map<String, Frame> calls = new TreeMap<>();
        long samples;

        int depth(long all) {
            int deepest = 0;
            for (Frame call : calls.values()) {
                if (call.samples >= NARROWEST * all) {
                    deepest = Math.max(deepest, call.depth(all));
                }
            }
            return deepest + 1;
        }
    }

    private FlameGraph() {}

    public static void main(String[] arguments) throws IOException {
        Frame root = new Frame();
        BufferedReader stacks = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = stacks.readLine(); line != null; line = stacks.readLine()) {
            int space = line.lastIndexOf(' ');
            add(root, line.substring(0, space).split(";"), Long.parseLong(line.substring(space + 1)), arguments[0]);
        }
        int height = (root.depth(root.samples) + 1) * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"10\">%n"
                .formatted(WIDTH, height));
        draw(svg, "all", root, 0, 0, root.samples, height - ROW);
        System.out.print(svg.append("</svg>\n"));
    }

    private static void add(Frame root, String[] stack, long samples, String from) {
        int first = 0;
        while (first < stack.length && !stack[first].startsWith(from)) {
            first++;
        }
        if (first == stack.length) {
            return;
        }
        Frame at = root;
        at.samples += samples;
        for (int i = first + 1; i < stack.length; i++) {
            at = at.calls.computeIfAbsent(name(stack[i]), _ -> new Frame());
            at.samples += samples;
        }
    }

    /** Class and method without package and suffixes. */
    private static String name(String frame) {
        String name = frame.replaceAll("_\\[.*?]$", "").replaceAll("\\$\\$Lambda.*", "\\$lambda");
        int dot = name.lastIndexOf('.');
        int slash = dot < 0 ? name.lastIndexOf('/') : name.lastIndexOf('/', dot);
        return name.substring(slash + 1);
    }

    private static void draw(StringBuilder svg, String name, Frame frame, long from, int depth, long all, int bottom) {
        double x = (double) from / all * WIDTH;
        double width = (double) frame.samples / all * WIDTH;
        int y = bottom - depth * ROW;
        boolean ours = name.matches("[A-Z].*\\..*");
        svg.append("<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                .formatted(escaped(name), 100.0 * frame.samples / all, x, y, Math.max(width - 0.5, 0.5), ROW - 1,
                        ours ? "#8fc7a0" : "#e8a36a"));
        int letters = (int) (width / 6.2);
        if (letters > 2) {
            String shown = name.length() <= letters ? name : name.substring(0, letters);
            svg.append("<text x=\"%.1f\" y=\"%d\">%s</text>".formatted(x + 2, y + 11, escaped(shown)));
        }
        svg.append("</g>\n");
        long at = from;
        for (Map.Entry<String, Frame> call : frame.calls.entrySet()) {
            if (call.getValue().samples >= NARROWEST * all) {
                draw(svg, call.getKey(), call.getValue(), at, depth + 1, all, bottom);
            }
            at += call.getValue().samples;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
