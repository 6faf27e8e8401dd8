package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Place;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers where to, and hands out calls that a test decides about. */
public final class OpenerDouble implements CallOpener {
    /** One press of the join button. */
    public record Opened(Place place, String name, CallDouble call) {
        public URI server() {
            return place.server();
        }

        public String room() {
            return place.room();
        }
    }

    private final MediaDouble media = new MediaDouble();
    private final TrayDouble tray = new TrayDouble();
    private final List<String> trusted = new CopyOnWriteArrayList<>();
    private final List<Path> bundles = new CopyOnWriteArrayList<>();
    private final List<URI> pages = new CopyOnWriteArrayList<>();
    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    public MediaDouble media() {
        return media;
    }

    public Opened last() {
        return opened.getLast();
    }

    public int count() {
        return opened.size();
    }

    /** Hosts and the authorities that were trusted for them. */
    public List<String> trusted() {
        return List.copyOf(trusted);
    }

    @Override
    public void trust(String host, String fingerprint) {
        trusted.add(host + " " + fingerprint);
    }

    @Override
    public TrayDouble tray() {
        return tray;
    }

    /** Pages that were opened in the browser. */
    public List<URI> pages() {
        return List.copyOf(pages);
    }

    @Override
    public void browse(URI page) {
        pages.add(page);
    }

    /** Files into which a problem bundle was to be written. */
    public List<Path> bundles() {
        return List.copyOf(bundles);
    }

    @Override
    public CompletableFuture<Void> problemBundle(Path file, Optional<Call> call) {
        bundles.add(file);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public LocalMedia localMedia() {
        return media;
    }

    @Override
    public Call open(Place place, String name) {
        CallDouble call = new CallDouble(media);
        opened.add(new Opened(place, name, call));
        return call;
    }
}
