package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;
import java.util.List;

/** What the server tells of the sound of a room. All of it belongs to the extensions. */
public sealed interface SoundNews extends ServerMessage {
    /** Somebody speaks, who stays the one to be shown until it is somebody else. */
    @Extension
    record ActiveSpeaker(String peerId, String producerId) implements SoundNews {}

    /**
     * Who was how loud over the last second.
     *
     * @param levels the loudest first, five at most; none once when all have fallen silent
     */
    @Extension
    record AudioLevels(List<PeerVolume> levels) implements SoundNews {
        /** Copies the list. */
        public AudioLevels {
            levels = List.copyOf(levels);
        }
    }
}
