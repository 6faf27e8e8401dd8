package dev.parley.desktop.ui;

import dev.parley.desktop.ui.tray.Tray;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A tray of which a test decides whether it is there, and whose menu it uses. */
public final class TrayDouble implements Tray {
    private boolean there;
    private Optional<Sign> sign = Optional.empty();
    private Runnable lost = () -> {};

    /** A desktop that has one. */
    public synchronized void appear() {
        there = true;
    }

    /** The desktop's tray ends, and with it the sign. */
    public void disappear() {
        Runnable tell;
        synchronized (this) {
            there = false;
            sign = Optional.empty();
            tell = lost;
        }
        tell.run();
    }

    public synchronized Optional<Sign> sign() {
        return sign;
    }

    public synchronized List<String> menu() {
        return sign.map(shown -> shown.menu().stream().map(Entry::words).toList())
                .orElse(List.of());
    }

    /** Chooses the line with these words. */
    public void choose(String words) {
        sign().orElseThrow().menu().stream()
                .filter(entry -> entry.words().equals(words))
                .findFirst()
                .orElseThrow()
                .act()
                .run();
    }

    @Override
    public synchronized CompletableFuture<Boolean> isThere() {
        return CompletableFuture.completedFuture(there);
    }

    @Override
    public synchronized void show(Sign next, Runnable whenLost) {
        sign = Optional.of(next);
        lost = whenLost;
    }

    @Override
    public synchronized void hide() {
        sign = Optional.empty();
        lost = () -> {};
    }
}
