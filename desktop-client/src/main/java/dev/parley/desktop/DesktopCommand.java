package dev.parley.desktop;

import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.OwnMedia;
import dev.parley.desktop.call.PersonKeys;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.Receive;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.transport.IceLibrary;
import dev.parley.desktop.trust.Fingerprint;
import dev.parley.desktop.trust.Pins;
import dev.parley.desktop.ui.DesktopWindows;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley desktop}: the window, or the same engine without one. */
@Command(
        name = "desktop",
        description = "Opens the desktop client, or with --headless joins a room without a window.",
        mixinStandardHelpOptions = true,
        separator = " ",
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {"", "Exit codes: 0 joined and left in order, 1 could not join or was cut off, 78 wrong options."})
final class DesktopCommand implements Callable<Integer> {
    static final int WRONG_OPTION = 78; // EX_CONFIG, as the server's
    private static final String NONE = "none";
    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_BOTS = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "LINK", description = "A join link: server and room in one.")
    private @Nullable String link;

    @Option(names = "--server", paramLabel = "URL", description = "The server, such as https://meet.example.org")
    private @Nullable String server;

    @Option(names = "--room", paramLabel = "NAME", description = "The room to join.")
    private @Nullable String room;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The token of an invitation, for a room that needs one; a link may have it in itself.")
    private @Nullable String token;

    @Option(names = "--name", paramLabel = "NAME", description = "Your name, as others see it.")
    private @Nullable String name;

    @Option(
            names = "--camera",
            paramLabel = "CAMERA",
            description =
                    "A camera by name, test-pattern (or test-pattern:640x360@15), file:PATH (a y4m file), or none.")
    private @Nullable String camera;

    @Option(
            names = "--microphone",
            paramLabel = "MICROPHONE",
            description = "A microphone by name, tone, beep, file:PATH (a WAV file), or none.")
    private @Nullable String microphone;

    @Option(
            names = "--speaker",
            paramLabel = "SPEAKER",
            description = "A speaker by name, null, or file:PATH (writes what is heard as WAV).")
    private @Nullable String speaker;

    @Option(
            names = "--vp8",
            paramLabel = "CODEC",
            description = "libvpx or jcodec (pure Java, small pictures). Default: libvpx where there is one.")
    private @Nullable String vp8;

    @Option(names = "--tcp", description = "Media over TCP only.")
    private boolean tcp;

    @Option(
            names = "--trust-fingerprint",
            paramLabel = "SHA256",
            description =
                    "Trusts a server with this authority of its own, and remembers it. The server prints it at its"
                            + " start.")
    private @Nullable String trustFingerprint;

    @Option(names = "--join", description = "Joins at once, without waiting for the button.")
    private boolean join;

    @Option(names = "--headless", description = "Without a window: join, stay, and leave.")
    private boolean headless;

    @Option(
            names = "--receive",
            paramLabel = "WHAT",
            description = "With --headless: all, audio, or none of the others' media. Default: ${DEFAULT-VALUE}.")
    private Receive receive = Receive.ALL;

    @Option(
            names = "--bots",
            paramLabel = "N",
            description = "With --headless: that many people in one process, as NAME 1 to NAME N.")
    private int bots = 1;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "With --headless: how long to stay. Default: until stopped.")
    private int seconds;

    @Option(names = "--stats", paramLabel = "FILE", description = "With --headless: writes figures as JSON at the end.")
    private @Nullable Path stats;

    @Option(
            names = "--pictures",
            description =
                    "With --headless: a line for each picture (whose, when in ns, width, height, test number) and each beep.")
    private boolean pictures;

    static int wrong(ParameterException e, String[] arguments) {
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong options");
        e.getCommandLine().getErr().println("parley: " + problem + "; see parley desktop --help");
        return WRONG_OPTION;
    }

    @Override
    public Integer call() throws Exception {
        // A window says for itself that a link that was clicked leads nowhere: nobody sees this output then.
        boolean clicked =
                !headless && link != null && link.toLowerCase(Locale.ROOT).startsWith("parley:");
        Destination destination = clicked ? Destination.NOWHERE : destination();
        if (seconds < 0 || seconds > MAX_SECONDS) {
            throw wrong("--seconds is 0 (until stopped) to " + MAX_SECONDS);
        }
        if (bots < 1 || bots > MAX_BOTS || (bots > 1 && (!headless || pictures || stats != null))) {
            throw wrong("--bots is 1 to " + MAX_BOTS + ", with --headless and without --pictures and --stats");
        }
        if (receive != Receive.ALL && !headless) {
            throw wrong("--receive needs --headless");
        }
        if (!headless) {
            return window(destination, clicked);
        }
        VideoCodecs codecs = codecs();
        warmUp();
        if (destination.server().isEmpty()) {
            throw wrong("--headless needs --server, or a join link");
        }
        Place to = destination.place().orElseThrow(() -> wrong("--headless needs --room, or a join link"));
        if (bots > 1) {
            return new CrowdRun(
                            () -> meetings(codecs),
                            seconds,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run(to, name == null ? "" : name, bots);
        }
        try (Meetings meetings = meetings(codecs)) {
            return new HeadlessRun(
                            meetings,
                            seconds,
                            Optional.ofNullable(stats),
                            pictures,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr())
                    .run(to, name == null ? "" : name);
        }
    }

    private int window(Destination destination, boolean clicked) {
        Optional<String> followed = clicked ? Optional.ofNullable(link) : Optional.empty();
        boolean onlyLink = spec.commandLine().getParseResult().matchedOptions().isEmpty();
        return OneWindow.run(
                () -> {
                    VideoCodecs codecs = codecs();
                    warmUp();
                    return new DesktopApp.Start(
                            () -> meetings(codecs), destination, followed, Optional.ofNullable(name), join, wanted());
                },
                link == null ? "" : link,
                onlyLink);
    }

    /** The slowest of what a join needs; begun first, it is there when it is needed. */
    private static void warmUp() {
        Thread.ofPlatform().name("ice-warm-up").daemon().start(IceLibrary::warmUp);
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }

    private Destination destination() {
        try {
            return Destination.of(link, server, room, token);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private VideoCodecs codecs() {
        try {
            return VideoCodecs.find(Optional.ofNullable(vp8));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw wrong("--vp8: " + e.getMessage());
        }
    }

    private Meetings meetings(VideoCodecs codecs) {
        OwnMedia own = new OwnMedia(codecs);
        choose(own, LocalMedia.Device.SPEAKER, speaker);
        choose(own, LocalMedia.Device.CAMERA, camera);
        choose(own, LocalMedia.Device.MICROPHONE, microphone);
        Optional<String> authority = Optional.ofNullable(trustFingerprint)
                .map(typed -> Fingerprint.parse(typed)
                        .orElseThrow(() -> wrong("--trust-fingerprint is a SHA-256: 64 digits, such as 0A:1B:...")));
        Path pins = DesktopWindows.usualPreferences().resolveSibling("trusted-servers.json");
        return new Meetings(
                own, !tcp, receive, PersonKeys.of(pins.resolveSibling("person")), new Pins(pins), authority);
    }

    /** Camera and microphone, but for what is to be {@code none}. */
    private Set<LocalMedia.Device> wanted() {
        Set<LocalMedia.Device> wanted = EnumSet.noneOf(LocalMedia.Device.class);
        if (!NONE.equals(camera)) {
            wanted.add(LocalMedia.Device.CAMERA);
        }
        if (!NONE.equals(microphone)) {
            wanted.add(LocalMedia.Device.MICROPHONE);
        }
        return wanted;
    }

    private static void choose(OwnMedia own, LocalMedia.Device device, @Nullable String wanted) {
        if (wanted != null && !wanted.equals(NONE)) {
            own.choose(device, wanted);
        }
        own.turn(device, !NONE.equals(wanted));
    }
}
