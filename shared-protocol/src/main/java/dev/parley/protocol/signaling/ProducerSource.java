package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** What a producer shows or lets hear. */
public enum ProducerSource {
    /** A camera. */
    CAMERA,
    /** A microphone. */
    MICROPHONE,
    /** A screen, window or tab. */
    SCREEN,
    /** The sound of what is shared. */
    SCREEN_AUDIO;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
