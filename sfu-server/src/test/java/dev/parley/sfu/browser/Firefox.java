package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Debian's Firefox, as an extension of a test class, with a fresh profile and fake devices that are allowed unasked. */
final class Firefox implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final Path EXECUTABLE =
            Path.of(Optional.ofNullable(System.getenv("PARLEY_FIREFOX")).orElse("/usr/bin/firefox-esr"));

    private static final Pattern LISTENING = Pattern.compile("WebDriver BiDi listening on (ws://\\S+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Map<String, Object> PREFERENCES = Map.of(
            "media.navigator.streams.fake", true,
            "media.navigator.permission.disabled", true,
            "media.peerconnection.ice.loopback", true,
            "media.autoplay.default", 0,
            "media.gmp-manager.url", "", // no codec downloads
            "app.update.enabled", false,
            "browser.shell.checkDefaultBrowser", false,
            "datareporting.policy.dataSubmissionEnabled", false,
            "network.captive-portal-service.enabled", false,
            "network.connectivity-service.enabled", false);

    private final List<FirefoxPage> pages = new ArrayList<>();
    private @Nullable WatchedProcess process;
    private @Nullable Bidi bidi;
    private @Nullable Path profile;

    /** A page of somebody new, closed after the test. */
    FirefoxPage newPage(String who) {
        if (bidi == null) {
            throw new IllegalStateException("Firefox is used before the test class began");
        }
        var page = new FirefoxPage(bidi, who);
        pages.add(page);
        return page;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new IllegalStateException("Firefox is missing at " + EXECUTABLE + ": apt-get install firefox-esr");
        }
        profile = Files.createTempDirectory("parley-firefox");
        Files.write(
                profile.resolve("user.js"),
                PREFERENCES.entrySet().stream()
                        .map(entry ->
                                "user_pref(\"%s\", %s);".formatted(entry.getKey(), Scripts.literal(entry.getValue())))
                        .toList());
        var command = List.of(
                EXECUTABLE.toString(), "--headless", "--profile", profile.toString(), "--remote-debugging-port", "0");
        String log = context.getRequiredTestClass().getSimpleName() + "-firefox.log";
        process = WatchedProcess.start(command, Evidence.logs().resolve(log), LISTENING);
        bidi = new Bidi(URI.create(process.awaitLine(START_LIMIT) + "/session"));
        bidi.command("session.new", Map.of("capabilities", Map.of()));
        bidi.command("session.subscribe", Map.of("events", List.of("log.entryAdded")));
        bidi.command("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + Scripts.instruments() + "}"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            String test = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            pages.forEach(page -> page.leaveEvidence(Evidence.failures(), test));
        }
        pages.forEach(FirefoxPage::close);
        pages.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (bidi != null) {
            bidi.close();
        }
        if (process != null) {
            process.kill();
        }
        if (profile != null) {
            deleteTree(profile);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
