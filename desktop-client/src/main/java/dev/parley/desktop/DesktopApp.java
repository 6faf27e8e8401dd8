package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.CallReport;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Meeting;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.instance.Instance;
import dev.parley.desktop.ui.CallOpener;
import dev.parley.desktop.ui.DesktopWindows;
import dev.parley.desktop.ui.tray.AwtTray;
import dev.parley.desktop.ui.tray.Tray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.HostServices;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program with its window: wires the windows to the engine. Thread: JavaFX's. */
public final class DesktopApp extends Application {
    private static final Logger log = LoggerFactory.getLogger(DesktopApp.class);

    /** What a fault is seen in that shows again and again. */
    private static final Duration RECORDED = Duration.ofSeconds(10);

    private static @Nullable Start start;
    private static Optional<Instance> instance = Optional.empty();

    private @Nullable DesktopWindows windows;
    private @Nullable Meetings meetings;

    /**
     * How to begin.
     *
     * @param meetings makes the engine; takes a moment, so it is called beside the toolkit's own start
     * @param to as the command line says
     * @param link that a web page or another program opens: it is asked about
     * @param name as the command line says
     * @param join whether to join without waiting for the button
     * @param on the devices that were not said to be none
     */
    record Start(
            Supplier<Meetings> meetings,
            Destination to,
            Optional<String> link,
            Optional<String> name,
            boolean join,
            Set<LocalMedia.Device> on) {}

    /** JavaFX makes one. */
    public DesktopApp() {}

    /**
     * Shows the window, and returns when it is closed: the exit code.
     *
     * @param first hears what later starts are given, if this one is the first
     */
    static int run(Start how, Optional<Instance> first) {
        CompletableFuture<Meetings> engine = CompletableFuture.supplyAsync(
                how.meetings(),
                task -> Thread.ofPlatform().name("engine").daemon().start(task));
        start = new Start(engine::join, how.to(), how.link(), how.name(), how.join(), how.on());
        instance = first;
        try {
            launch(DesktopApp.class);
            return 0;
        } finally {
            first.ifPresent(Instance::close);
        }
    }

    @Override
    public void start(Stage stage) {
        Start how = start;
        if (how == null) {
            throw new IllegalStateException("begun without run");
        }
        Meetings engine = how.meetings().get();
        meetings = engine;
        DesktopWindows opened = new DesktopWindows(
                stage, new Opener(engine, getHostServices(), new AwtTray()), DesktopWindows.usualPreferences());
        windows = opened;
        Destination to = how.to();
        opened.show(
                to.server().map(URI::toString).orElse(""),
                to.room().orElse(""),
                how.name().orElse(""),
                how.on());
        sayWhenUsable();
        to.place().ifPresent(opened::open);
        Runnable then = how.join() ? opened::join : () -> {};
        how.link().ifPresentOrElse(link -> opened.follow(link, then), then);
        instance.ifPresent(first -> first.listen(link -> Platform.runLater(() -> called(opened, link))));
    }

    /** A pulse begins after the one before it was drawn. */
    private static void sayWhenUsable() {
        new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                pulses++;
                if (pulses == 3) {
                    log.info("the window can be used");
                    stop();
                }
            }
        }.start();
    }

    /** By a later start. */
    private static void called(DesktopWindows windows, String link) {
        if (link.isEmpty()) {
            windows.toFront();
        } else {
            windows.follow(link, () -> {});
        }
    }

    @Override
    public void stop() {
        if (windows != null) {
            windows.close();
        }
        if (meetings != null) {
            meetings.close();
        }
    }

    private record Opener(Meetings meetings, HostServices system, Tray tray) implements CallOpener {
        @Override
        public void browse(URI page) {
            system.showDocument(page.toString());
        }

        @Override
        public LocalMedia localMedia() {
            return meetings.own();
        }

        @Override
        public Call open(Place place, String name) {
            return meetings.open(place, name);
        }

        @Override
        public CompletableFuture<Void> problemBundle(Path file, Optional<Call> call) {
            Optional<CallReport> report = call.filter(Meeting.class::isInstance)
                    .map(Meeting.class::cast)
                    .map(CallReport::of);
            return CompletableFuture.runAsync(
                    () -> {
                        try {
                            ProblemBundle.record(RECORDED, file, report);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        @Override
        public void trust(String host, String fingerprint) {
            meetings.trust(host, fingerprint);
        }
    }
}
