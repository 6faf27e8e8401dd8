package dev.parley.desktop.codec;

import java.util.Optional;

/** Opus by the best library that works on this machine. */
public interface AudioCodecs {
    /** The native library where there is one for this machine, else Java. Takes a moment the first time. */
    static AudioCodecs find() {
        return find(Optional.empty());
    }

    /**
     * A certain library.
     *
     * @param wanted {@code libopus} or {@code concentus}; empty for the best
     * @throws IllegalArgumentException the wanted one is unknown, or does not work here
     */
    static AudioCodecs find(Optional<String> wanted) {
        return OpusLibraries.find(wanted);
    }

    /** What is used, such as {@code Opus (libopus 1.3.1)}. */
    String name();

    /** Whether no native code is used. */
    boolean pureJava();

    /** A new encoder: 32 kbit/s, voice, with FEC. */
    AudioEncoder encoder();

    /** A new decoder. */
    AudioDecoder decoder();
}
