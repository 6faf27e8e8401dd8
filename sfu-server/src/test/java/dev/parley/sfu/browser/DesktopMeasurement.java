package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The desktop client beside Chromium, on one machine in one run, taking turns. No test: it prints a line for each figure,
 * which {@code ./parley bench desktop} makes tables of; docs/bench.md says how to read them.
 */
final class DesktopMeasurement {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("parley.bench.warm-up", 40));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("parley.bench.seconds", 10));
    private static final int ROUNDS = Integer.getInteger("parley.bench.rounds", 2);
    private static final int STARTS = 5;
    private static final int[][] SIZES = {{640, 360}, {1280, 720}};

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withLargeCamera(30).inLargeWindows();

    /** One call: who is there besides the one that is measured. */
    private record Scene(String name, int others, String camera) {}

    @Test
    void fromGlassToGlass() throws InterruptedException {
        for (int[] size : SIZES) {
            for (int round = 1; round <= ROUNDS; round++) {
                String room = "glass-" + size[1] + "-" + round;
                figure("glassToGlass", size[1] + "p, native to native", quantiles(natives(room + "-native", size)));
                figure("glassToGlass", size[1] + "p, Chromium to Chromium", quantiles(pages(room + "-pages", size)));
            }
        }
    }

    private static List<Double> natives(String room, int[] size) throws InterruptedException {
        String camera = "test-pattern:" + size[0] + "x" + size[1];
        try (NativeClient anna =
                        NativeClient.joinAsShipped(server, room, "Anna", "--camera", camera, "--speaker", "null");
                NativeClient bert =
                        NativeClient.joinAsShipped(server, room, "Bert", "--camera", camera, "--speaker", "null")) {
            bert.awaitNumbers("Anna", 1);
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            long from = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
            return GlassToGlass.delays(
                    GlassToGlass.of(anna.pictures("own")),
                    GlassToGlass.of(bert.pictures("Anna").stream()
                            .filter(each -> each.nanos() > from)
                            .toList()));
        }
    }

    private static List<Double> pages(String room, int[] size) throws InterruptedException {
        ChromiumPage anna = counting("Anna", size);
        ChromiumPage bert = counting("Bert", size);
        try {
            Person drawing = Person.join(anna, server.room(room), "Anna");
            Person looking = Person.join(bert, server.room(room), "Bert");
            looking.awaitSees(drawing);
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            var shown = bert.evaluate(
                    "countedCamera.shown(%s, %d)".formatted(Scripts.literal(looking.of("Anna")), TIME.toMillis()));
            return GlassToGlass.delays(GlassToGlass.of(anna.evaluate("countedCamera.drawn")), GlassToGlass.of(shown));
        } finally {
            anna.close();
            bert.close();
        }
    }

    private static ChromiumPage counting(String who, int[] size) {
        ChromiumPage made = chromium.newPage(who);
        Page page = made.page();
        page.addInitScript(
                Scripts.resource("counted-camera.js") + "countedCamera.size = [" + size[0] + ", " + size[1] + "];");
        return made;
    }

    private static Map<String, Object> quantiles(List<Double> delays) {
        assertThat(delays).hasSizeGreaterThan(10);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("p50Millis", GlassToGlass.quantile(delays, 0.5));
        figures.put("p95Millis", GlassToGlass.quantile(delays, 0.95));
        figures.put("pictures", delays.size());
        return figures;
    }

    /** As people start it, from the checkout; the build and its AOT cache are made before. */
    @Test
    void fromStartToUsableWindow() throws IOException, InterruptedException {
        Path parley = Path.of("..", "parley").toAbsolutePath().normalize();
        BuiltProgram.runToEnd(
                List.of(parley.toString(), "desktop", "--version"),
                Evidence.logs().resolve("build-for-start.log"));
        List<Double> millis = new ArrayList<>();
        try (VirtualScreen screen = VirtualScreen.open(1280, 900)) {
            for (int i = 0; i < STARTS; i++) {
                millis.add(startToWindow(parley, screen));
            }
        }
        millis.sort(Double::compare);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("leastMillis", millis.getFirst());
        figures.put("medianMillis", millis.get(STARTS / 2));
        figures.put("mostMillis", millis.getLast());
        figure("start", "./parley desktop to a window that can be used", figures);
    }

    private static double startToWindow(Path parley, VirtualScreen screen) throws IOException, InterruptedException {
        var command = List.of(
                parley.toString(), "desktop", "--camera", "test-pattern", "--microphone", "tone", "--speaker", "null");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("DISPLAY", screen.name());
        builder.environment()
                .put(
                        "XDG_CONFIG_HOME",
                        Files.createTempDirectory(Evidence.logs(), "started-window-")
                                .toString());
        builder.environment().put("JDK_JAVA_OPTIONS", "-Dparley.log.level=INFO -Dprism.order=sw");
        long began = System.nanoTime();
        Process window = builder.start();
        try (BufferedReader output = window.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.endsWith("the window can be used")) {
                line = output.readLine();
            }
            assertThat(line)
                    .as("what the client says when its window can be used")
                    .isNotNull();
            return (System.nanoTime() - began) / 1e6;
        } finally {
            window.destroy();
            window.waitFor();
        }
    }

    @Test
    void whatACallCosts() throws IOException, InterruptedException {
        for (Scene scene : List.of(
                new Scene("1:1, 720p at 30", 1, "test-pattern:1280x720@30"),
                new Scene("nine tiles, 360p at 15", 8, "test-pattern:640x360@15"),
                new Scene("nine tiles, 360p at 30", 8, "test-pattern:640x360@30"))) {
            String room = "cost-" + scene.others()
                    + scene.camera().substring(scene.camera().indexOf('@') + 1);
            Process others = NativeProcess.bots(scene.others(), server.room(room), scene.camera())
                    .redirectErrorStream(true)
                    .redirectOutput(Evidence.logs().resolve(room + "-bots.log").toFile())
                    .start();
            try (VirtualScreen screen = VirtualScreen.open(1280, 900)) {
                for (int round = 0; round < ROUNDS; round++) {
                    window(scene, room, screen);
                    page(scene, room);
                }
            } finally {
                others.destroy();
                assertThat(others.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static void window(Scene scene, String room, VirtualScreen screen)
            throws IOException, InterruptedException {
        Process window = NativeProcess.window(
                        NativeProcess.AS_SHIPPED,
                        screen.name(),
                        Files.createTempDirectory(Evidence.logs(), "measured-window-"),
                        server.room(room),
                        "Nils",
                        "test-pattern:1280x720@30")
                .redirectErrorStream(true)
                .redirectOutput(Evidence.logs().resolve(room + "-window.log").toFile())
                .start();
        try {
            figure("cost", scene.name() + ", native", cost(() -> List.of(window.toHandle())));
        } finally {
            window.destroy();
            window.waitFor();
        }
    }

    private static void page(Scene scene, String room) throws IOException, InterruptedException {
        ChromiumPage page = chromium.newPage("Anna");
        try {
            Person anna = Person.join(page, server.room(room), "Anna");
            Waits.until("everyone is there", () -> anna.others().size() == scene.others());
            figure("cost", scene.name() + ", Chromium", cost(DesktopMeasurement::browser));
        } finally {
            page.close();
        }
    }

    private static List<ProcessHandle> browser() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").contains("/chromium"))
                .toList();
    }

    /** Gives those that are measured, who may become more. */
    @FunctionalInterface
    private interface Processes {
        List<ProcessHandle> present();
    }

    private static Map<String, Object> cost(Processes processes) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
        double before = ProcessCost.cpuSeconds(processes.present());
        long began = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(TIME.toNanos());
        double cores = (ProcessCost.cpuSeconds(processes.present()) - before) / ((System.nanoTime() - began) / 1e9);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("cores", cores);
        figures.put("megabytes", ProcessCost.proportionalBytes(processes.present()) / 1e6);
        return figures;
    }

    private static void figure(String table, String name, Map<String, Object> figures) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("table", table);
        line.put("name", name);
        line.putAll(figures);
        try {
            System.out.println("desktop figure: " + Scripts.JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
