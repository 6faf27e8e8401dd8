package dev.parley.desktop;

import dev.parley.desktop.instance.Instance;
import dev.parley.desktop.instance.InstanceFolder;
import dev.parley.desktop.ui.DesktopWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One window for each person, unless more is asked for: a start with nothing but a link, or with nothing at all, gives
 * that to the window that is open. A start with options has a window of its own.
 */
final class OneWindow {
    private static final Logger LOG = LoggerFactory.getLogger(OneWindow.class);

    private OneWindow() {}

    /**
     * Runs, or hands over to who runs already.
     *
     * @param start how to begin, if this start gets a window
     * @param link what the other window is to follow; empty to come to the front
     * @param alone whether another window will do
     */
    static int run(Supplier<DesktopApp.Start> start, String link, boolean alone) {
        Path folder;
        Optional<Instance> first;
        try {
            folder = InstanceFolder.made(InstanceFolder.usual(System.getenv(), inHome()));
            first = Instance.claim(folder);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("links open a window each: {}", e.toString());
            return DesktopApp.run(start.get(), Optional.empty());
        }
        if (first.isEmpty() && alone && Instance.handOver(folder, link)) {
            return 0;
        }
        return DesktopApp.run(start.get(), first);
    }

    private static Path inHome() {
        return DesktopWindows.usualPreferences().toAbsolutePath().resolveSibling("instance");
    }
}
