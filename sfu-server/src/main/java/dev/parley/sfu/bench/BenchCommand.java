package dev.parley.sfu.bench;

import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley bench}: what this server costs on this machine. */
@Command(
        name = "bench",
        description = "Measures what the server costs on this machine, and prints it as tables and JSON.",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {"", "docs/bench.md says how each figure is taken. Keep the machine quiet meanwhile."})
public final class BenchCommand implements Callable<Integer> {
    private static final int MAX_SECONDS = 3600;
    private static final int MAX_RATE = 10_000;
    private static final int MAX_MINUTES = 24 * 60;
    private static final int MAX_MEETINGS = 200;

    private final Class<?> main;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--quick", description = "Short and rough: a minute instead of three.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "PART",
            split = ",",
            description =
                    "Only these: srtp, forwarding, meeting, handshakes, memory, ideal, steps, cores, delay, joins, twelve, "
                            + "soak, desktop. Repeatable.")
    private List<String> only = List.of();

    @Option(names = "--browser", description = "Also join to first picture in Chromium; needs the source tree.")
    private boolean browser;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each flow of media is measured. Default: 10, with --quick 3")
    private int seconds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long the soak goes on. Default: 30 times --seconds")
    private @Nullable Integer minutes;

    @Option(
            names = "--meetings",
            paramLabel = "N",
            description = "Meetings of ten in the soak, 13,500 packets a second each. Default: ${DEFAULT-VALUE}")
    private int meetings = 4;

    @Option(
            names = "--pps",
            paramLabel = "N",
            description = "Packets per second of each sender outside meetings. Default: ${DEFAULT-VALUE}")
    private int packetsPerSecond = 300;

    @Option(names = "--srtp", paramLabel = "PROFILE", description = "SRTP profile. Default: ${DEFAULT-VALUE}")
    private String profile = SrtpProfile.AEAD_AES_128_GCM.name();

    @Option(
            names = "--floor",
            paramLabel = "N",
            description = "Packets per CPU-second of an ideal sender on this machine, to be compared with.")
    private @Nullable Integer floor;

    @Option(names = "--url", paramLabel = "URL", description = "Measures the server that runs there already.")
    private @Nullable URI url;

    @Option(names = "--pid", paramLabel = "PID", description = "The process of that server, for its CPU and memory.")
    private @Nullable Long pid;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to write. Default: ${DEFAULT-VALUE}")
    private Path json = Path.of("target", "bench.json");

    /**
     * The command.
     *
     * @param main the class whose {@code main} runs a server when told {@code run}
     */
    public BenchCommand(Class<?> main) {
        this.main = main;
    }

    @Override
    public Integer call() throws IOException {
        BenchOptions options = options();
        new BenchRun(
                        main,
                        options,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .run(json);
        return 0;
    }

    private BenchOptions options() {
        int standard = quick ? 3 : 10;
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw wrong("--seconds is " + seconds + ": 1 to " + MAX_SECONDS + " is right");
        }
        if (packetsPerSecond < 1 || packetsPerSecond > MAX_RATE) {
            throw wrong("--pps is " + packetsPerSecond + ": 1 to " + MAX_RATE + " is right");
        }
        if (minutes != null && (minutes < 1 || minutes > MAX_MINUTES)) {
            throw wrong("--minutes is " + minutes + ": 1 to " + MAX_MINUTES + " is right");
        }
        if (meetings < 1 || meetings > MAX_MEETINGS) {
            throw wrong("--meetings is " + meetings + ": 1 to " + MAX_MEETINGS + " is right");
        }
        if (pid != null && url == null) {
            throw wrong("--pid is given without --url");
        }
        return new BenchOptions(
                parts(),
                browser,
                Duration.ofSeconds(seconds == 0 ? standard : seconds),
                Optional.ofNullable(minutes).map(Duration::ofMinutes),
                meetings,
                quick,
                packetsPerSecond,
                srtpProfile(),
                Optional.ofNullable(floor),
                Optional.ofNullable(url),
                process());
    }

    private Set<Part> parts() {
        if (only.isEmpty()) {
            return Part.usual();
        }
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : only) {
            parts.add(Arrays.stream(Part.values())
                    .filter(part -> part.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> wrong("--only is \"" + word + "\": right is one of " + Part.words())));
        }
        return parts;
    }

    private SrtpProfile srtpProfile() {
        return Arrays.stream(SrtpProfile.values())
                .filter(each -> each.name().equalsIgnoreCase(profile))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "--srtp is \"" + profile + "\": right is one of " + Arrays.toString(SrtpProfile.values())));
    }

    private Optional<ProcessHandle> process() {
        Long number = pid;
        if (number == null) {
            return Optional.empty();
        }
        return Optional.of(
                ProcessHandle.of(number).orElseThrow(() -> wrong("--pid is " + number + ": no such process")));
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
