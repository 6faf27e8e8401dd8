package dev.parley.sfu.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Debian's Chromium, as an extension of a test class. One browser process per set of flags serves the whole run; each
 * page has a context, and so a profile, of its own. After a test its pages are closed; when it failed, each leaves a
 * screenshot and its console in {@code target/browser-failures} first.
 */
final class Chromium implements BeforeAllCallback, AfterEachCallback {
    private static final Path EXECUTABLE =
            Path.of(Optional.ofNullable(System.getenv("PARLEY_CHROMIUM")).orElse("/usr/bin/chromium"));

    private static final List<String> COMMON_FLAGS = List.of(
            "--no-sandbox", // runs as root in build machines
            "--disable-gpu",
            "--disable-gpu-rasterization", // which Debian asks for
            // What a browser prepares around its pages, at a renderer each; Playwright's own list gives way to this.
            "--disable-features=PreloadTopChromeWebUI,WebUIOmniboxPopup,WebUIReloadButton,WebUIToolbarWebView,"
                    + "SpareRendererForSitePerProcess,HttpsUpgrades,MediaRouter,OptimizationHints,Translate,"
                    + "GlobalMediaControls,ThirdPartyStoragePartitioning",
            "--disable-background-networking",
            "--disable-component-update",
            "--autoplay-policy=no-user-gesture-required",
            "--mute-audio");

    /** Small, since every frame is drawn by software. */
    private static final ViewportSize SMALL = new ViewportSize(800, 450);

    private static final ViewportSize LARGE = new ViewportSize(1280, 720);

    private final Supplier<List<String>> flags;
    private final List<ChromiumPage> pages = new ArrayList<>();
    private ViewportSize window = SMALL;
    private @Nullable Browser browser;

    private Chromium(Supplier<List<String>> flags) {
        this.flags = flags;
    }

    /** Every page has a camera that shows a small moving picture and a microphone that beeps, both allowed unasked. */
    static Chromium withFakeDevices() {
        return withCamera(MovingClip::file);
    }

    /** As {@link #withFakeDevices()}, but the camera gives what the page asks for: 1280x720 for our own client. */
    static Chromium withLargeCamera(int framesPerSecond) {
        return new Chromium(() ->
                List.of("--use-fake-device-for-media-stream=fps=" + framesPerSecond, "--use-fake-ui-for-media-stream"));
    }

    /** As {@link #withLargeCamera}, with so many cameras, of which the second gives depths that nobody can be sent. */
    static Chromium withCameras(int count, int framesPerSecond) {
        return new Chromium(() -> List.of(
                "--use-fake-device-for-media-stream=device-count=" + count + ",fps=" + framesPerSecond,
                "--use-fake-ui-for-media-stream"));
    }

    /** As {@link #withFakeDevices()}, but the camera plays a y4m file in a loop. */
    static Chromium withCamera(Supplier<Path> clip) {
        return new Chromium(() -> List.of(
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-video-capture=" + clip.get()));
    }

    /** As this, and it takes certificates that rest on a key with this hash. */
    Chromium trusting(Supplier<String> keyHash) {
        return new Chromium(() -> {
            var more = new ArrayList<>(flags.get());
            more.add("--ignore-certificate-errors-spki-list=" + keyHash.get());
            return more;
        });
    }

    /** There are devices, but the question whether the page may use them is answered with no. */
    static Chromium refusingDevices() {
        return new Chromium(() -> List.of("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny"));
    }

    /** A machine without camera and microphone. */
    static Chromium withoutDevices() {
        return new Chromium(() -> List.of("--use-fake-ui-for-media-stream"));
    }

    /** Its pages are as large as a laptop's window, for figures that are to mean something. */
    Chromium inLargeWindows() {
        window = LARGE;
        return this;
    }

    /** A page of somebody new, closed after the test. {@code who} names the evidence the page leaves. */
    ChromiumPage newPage(String who) {
        return newPageIn("en-US", who);
    }

    /** As {@link #newPage}, of somebody whose browser speaks this language. */
    ChromiumPage newPageIn(String language, String who) {
        if (browser == null) {
            throw new IllegalStateException("Chromium is used before the test class began");
        }
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(window.width, window.height)
                .setLocale(language));
        var page = new ChromiumPage(context, who);
        pages.add(page);
        return page;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(EXECUTABLE)) {
            throw new IllegalStateException("Chromium is missing at " + EXECUTABLE + ": apt-get install chromium");
        }
        var store = context.getRoot().getStore(Namespace.create(Chromium.class));
        Playwright playwright = store.computeIfAbsent(Playwright.class, key -> createPlaywright(), Playwright.class);
        var arguments = new ArrayList<>(COMMON_FLAGS);
        arguments.addAll(flags.get());
        browser = store.computeIfAbsent(arguments, key -> launch(playwright, arguments), Browser.class);
    }

    private static Playwright createPlaywright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    private static Browser launch(Playwright playwright, List<String> arguments) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(arguments));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            String test = context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
            pages.forEach(page -> page.leaveEvidence(Evidence.failures(), test));
        }
        pages.forEach(ChromiumPage::close);
        pages.clear();
    }
}
