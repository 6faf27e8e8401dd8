package dev.parley.desktop;

import dev.parley.desktop.call.Meetings;
import dev.parley.desktop.call.OwnMedia;
import dev.parley.desktop.call.PersonKeys;
import dev.parley.desktop.call.Receive;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.transport.IceLibrary;
import dev.parley.desktop.trust.Pins;
import dev.parley.desktop.ui.DesktopWindows;
import java.util.Optional;

/**
 * Loads what a start needs, and ends. The build runs it once with the virtual machine recording, for the AOT cache that
 * later starts read (docs/decisions/0011). Without a window, as there may be no display.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** The exit code. */
    static int run() {
        IceLibrary.warmUp();
        try (Meetings meetings = new Meetings(
                new OwnMedia(VideoCodecs.find(Optional.empty())),
                true,
                Receive.ALL,
                PersonKeys.passing(),
                new Pins(DesktopWindows.usualPreferences().resolveSibling("trusted-servers.json")),
                Optional.empty())) {
            // The first thing a window asks for.
            var _ = meetings.own().processing();
            return 0;
        }
    }
}
