package dev.parley.desktop.ui;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.ui.tray.Tray;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the windows get a call and the devices from. Called on JavaFX's thread; must return at once. */
public interface CallOpener {
    /** One's own devices; the same each time, and open until whoever made them closes them. */
    LocalMedia localMedia();

    /**
     * Begins to join.
     *
     * @param name as the others see it
     */
    Call open(Place place, String name);

    /** Where this desktop shows the signs of programs; the same each time. */
    Tray tray();

    /** Shows a page in the browser: {@code http} or {@code https}. */
    void browse(URI page);

    /**
     * Writes what helps to find a fault into a file; done after some seconds, in which is recorded what happens.
     *
     * @param call that is under way
     */
    CompletableFuture<Void> problemBundle(Path file, Optional<Call> call);

    /**
     * A person trusts the authority of a server from now on.
     *
     * @param host with its port, as {@link dev.parley.desktop.call.CallState.Untrusted} says
     * @param fingerprint of the authority
     */
    void trust(String host, String fingerprint);
}
