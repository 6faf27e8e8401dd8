package dev.parley.desktop.call;

import dev.parley.protocol.media.MediaKind;

/** Which of the others' media a client asks the server for. What nobody looks at need not be sent, nor decoded. */
public enum Receive {
    /** All there is. */
    ALL,
    /** Sound only. */
    AUDIO,
    /** Nothing: one only sends. */
    NONE;

    boolean wants(MediaKind kind) {
        return switch (this) {
            case ALL -> true;
            case AUDIO -> kind == MediaKind.AUDIO;
            case NONE -> false;
        };
    }
}
