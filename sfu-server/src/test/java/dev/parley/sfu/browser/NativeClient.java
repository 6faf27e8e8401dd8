package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Our desktop client without a window, as a process of its own: it takes commands and tells what it shows. */
final class NativeClient implements AutoCloseable {
    private static final BuiltProgram PROGRAM = new BuiltProgram(
            NativeProcess.BUILT, "desktop-client", "dev.parley.desktop.Launcher", BuiltProgram.SHORT_LIVED);

    private static final String STATISTICS = "statistics.json";
    private static final String HEARD = "heard.wav";
    private static final String LOG = "log.txt";

    private static final Duration END_LIMIT = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path statistics;
    private final Path heard;
    private final Path log;
    private final List<ShownPicture> shown = new CopyOnWriteArrayList<>();
    private final List<Long> beeps = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /**
     * A picture, drawn here or shown of somebody.
     *
     * @param of {@code own}, or the name of who sent it
     * @param nanos when, on the machine's monotonic clock
     * @param number that it shows, -1 for none
     */
    record ShownPicture(String of, long nanos, int width, int height, long number) {}

    private NativeClient(String name, Process process, Path folder) {
        this.name = name;
        this.process = process;
        this.statistics = folder.resolve(STATISTICS);
        this.heard = folder.resolve(HEARD);
        this.log = folder.resolve(LOG);
    }

    /** As {@link #join}, with a test pattern of 320x180, which leaves a machine of two cores time for a room full. */
    static NativeClient joinSmall(RunningServer server, String room, String name, String... options) {
        List<String> all = new ArrayList<>(List.of("--camera", "test-pattern:320x180"));
        all.addAll(List.of(options));
        return join(server, room, name, all.toArray(String[]::new));
    }

    /** Joins with the test pattern of 1280x720 and the tone, and writes down what it hears. */
    static NativeClient join(RunningServer server, String room, String name, String... options) {
        return start(PROGRAM.command(command -> joinAlone(command, server)), name, joining(server, room, options));
    }

    /** As {@link #join}, with the virtual machine set up as people have it: for measurements. */
    static NativeClient joinAsShipped(RunningServer server, String room, String name, String... options) {
        return start(name, NativeProcess.AS_SHIPPED, joining(server, room, options));
    }

    private static List<String> joining(RunningServer server, String room, String... options) {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "--server",
                server.root().toString(),
                "--room",
                server.nameOf(room),
                "--camera",
                "test-pattern",
                "--microphone",
                "tone"));
        List<String> switches = new ArrayList<>();
        for (int i = 0; i < options.length; i++) {
            if (i + 1 < options.length && !options[i + 1].startsWith("--")) {
                all.put(options[i], options[++i]);
            } else {
                switches.add(options[i]);
            }
        }
        all.forEach((option, value) -> switches.addAll(List.of(option, value)));
        return switches;
    }

    /** As {@link #joinSmall}, where a link leads. */
    static NativeClient joinByLink(String link, String name) {
        return start(
                name,
                BuiltProgram.SHORT_LIVED,
                List.of("--camera", "test-pattern:320x180", "--microphone", "tone", link));
    }

    /** A call from its beginning to its end, with nobody else. */
    private static void joinAlone(List<String> command, RunningServer server) {
        List<String> options = List.of(
                "--server",
                server.root().toString(),
                "--room",
                "alone",
                "--camera",
                "test-pattern:320x180",
                "--microphone",
                "tone");
        try (NativeClient alone = start(command, "Alone", options)) {
            alone.awaitLine("joined");
            Waits.until("pictures are taken", () -> alone.pictures("own").size() > 5);
            int code = alone.leave();
            if (code != 0) {
                throw new IllegalStateException("a client alone in a call ended with " + code);
            }
        }
    }

    /** Starts with these flags of the virtual machine and these options, besides a name and where to write. */
    static NativeClient start(String name, List<String> flags, List<String> options) {
        return start(name, NativeProcess.command(flags, List.of()), options);
    }

    private static NativeClient start(List<String> command, String name, List<String> options) {
        return start(name, new ProcessBuilder(command), options);
    }

    /** Starts a process made ready elsewhere, with these options besides a name and where to write. */
    static NativeClient start(String name, ProcessBuilder made, List<String> options) {
        try {
            List<String> command = new ArrayList<>(made.command());
            Path folder = Files.createTempDirectory(Evidence.logs(), name + "-native-");
            String statistics = folder.resolve(STATISTICS).toString();
            command.addAll(List.of("--headless", "--pictures", "--name", name, "--stats", statistics));
            if (!options.contains("--speaker")) {
                command.addAll(List.of("--speaker", "file:" + folder.resolve(HEARD)));
            }
            command.addAll(options);
            Process process = made.command(command)
                    .redirectError(folder.resolve(LOG).toFile())
                    .start();
            NativeClient client = new NativeClient(name, process, folder);
            // Who waits for a process holds the thread: a few virtual ones would leave none for the rest.
            Thread.ofPlatform()
                    .name("output of " + name)
                    .daemon()
                    .start(() -> client.read(folder.resolve("pictures.txt")));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path log) {
        try (BufferedReader output = process.inputReader();
                Writer file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line + "\n");
                file.flush();
                String[] words = line.split("\t", -1);
                if (words.length == 6 && words[0].equals("picture")) {
                    shown.add(new ShownPicture(
                            words[1],
                            Long.parseLong(words[2]),
                            Integer.parseInt(words[3]),
                            Integer.parseInt(words[4]),
                            Long.parseLong(words[5])));
                } else if (words.length == 2 && words[0].equals("beep")) {
                    beeps.add(Long.parseLong(words[1]));
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    /** What it said besides pictures: states and people. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** When each beep so far was heard, on the machine's monotonic clock in nanoseconds. */
    List<Long> beeps() {
        return List.copyOf(beeps);
    }

    /** The pictures of one person so far. */
    List<ShownPicture> pictures(String of) {
        return shown.stream().filter(each -> each.of().equals(of)).toList();
    }

    /** How often this line came. */
    long count(String line) {
        return lines.stream().filter(line::equals).count();
    }

    /** Returns when this line came. */
    void awaitLine(String line) {
        Waits.until(name + " says " + line, () -> lines.contains(line));
    }

    /** Returns when {@code more} pictures with a number, later than now, were shown of somebody; gives them. */
    List<ShownPicture> awaitNumbers(String of, int more) {
        long from = System.nanoTime();
        Waits.until(
                more + " numbered pictures of " + of + " at " + name,
                () -> numbersSince(of, from).size() >= more);
        return numbersSince(of, from);
    }

    private List<ShownPicture> numbersSince(String of, long nanos) {
        return pictures(of).stream()
                .filter(each -> each.nanos() >= nanos && each.number() >= 0)
                .toList();
    }

    /** Types a command: {@code camera off}, {@code microphone on}, {@code leave}... */
    void type(String command) {
        try {
            Writer input = process.outputWriter();
            input.write(command + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves, and gives the exit code. */
    int leave() {
        type("leave");
        return awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " did not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a client was ending", e);
        }
    }

    /** The figures that it wrote at its end. */
    JsonNode statistics() {
        try {
            return Scripts.JSON.readTree(statistics.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it heard, as WAV. */
    Path heard() {
        return heard;
    }

    /** What it said on standard error. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
