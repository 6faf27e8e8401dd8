package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.ui.CallOpener;
import dev.parley.desktop.ui.DesktopWindows;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The program with its window: wires the windows to the engine. Thread: JavaFX's. */
public final class DesktopApp extends Application {
    private static @Nullable Start start;

    private @Nullable DesktopWindows windows;
    private @Nullable Meetings meetings;

    /**
     * How to begin.
     *
     * @param meetings makes the engine; takes a moment, so it is called beside the toolkit's own start
     * @param server as the command line says
     * @param room as the command line says
     * @param name as the command line says
     * @param join whether to join without waiting for the button
     * @param on the devices that were not said to be none
     */
    record Start(
            Supplier<Meetings> meetings,
            Optional<URI> server,
            Optional<String> room,
            Optional<String> name,
            boolean join,
            Set<LocalMedia.Device> on) {}

    /** JavaFX makes one. */
    public DesktopApp() {}

    /** Shows the window, and returns when it is closed: the exit code. */
    static int run(Start how) {
        CompletableFuture<Meetings> engine = CompletableFuture.supplyAsync(
                how.meetings(),
                task -> Thread.ofPlatform().name("engine").daemon().start(task));
        start = new Start(engine::join, how.server(), how.room(), how.name(), how.join(), how.on());
        launch(DesktopApp.class);
        return 0;
    }

    @Override
    public void start(Stage stage) {
        Start how = start;
        if (how == null) {
            throw new IllegalStateException("begun without run");
        }
        Meetings engine = how.meetings().get();
        meetings = engine;
        DesktopWindows opened = new DesktopWindows(stage, new Opener(engine), DesktopWindows.usualPreferences());
        windows = opened;
        opened.show(
                how.server().map(URI::toString).orElse(""),
                how.room().orElse(""),
                how.name().orElse(""),
                how.on());
        if (how.join()) {
            opened.join();
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

    private record Opener(Meetings meetings) implements CallOpener {
        @Override
        public LocalMedia localMedia() {
            return meetings.own();
        }

        @Override
        public Call open(URI server, String room, String name) {
            return meetings.open(server, room, name);
        }

        @Override
        public void trust(String host, String fingerprint) {
            meetings.trust(host, fingerprint);
        }
    }
}
