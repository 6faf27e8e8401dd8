package dev.parley.desktop.codec;

import java.util.Optional;

/** The VP8 codec that this machine has. Thread: any. */
@SuppressWarnings("DoNotCallSuggester")
public interface VideoCodecs {
    /**
     * Chooses: libvpx where one loads, otherwise pure Java.
     *
     * @param wanted {@code libvpx} or {@code jcodec} to choose otherwise
     * @throws IllegalArgumentException when {@code wanted} is neither
     * @throws IllegalStateException when libvpx is wanted and none loads
     */
    static VideoCodecs find(Optional<String> wanted) {
        throw new UnsupportedOperationException(wanted.toString());
    }

    /** As a person reads it: {@code VP8 (libvpx 1.12.0)}. */
    String name();

    /** Whether it is the slow one, which codes and decodes key frames only. */
    boolean pureJava();

    /** A new encoder. */
    VideoEncoder encoder();

    /** A new decoder. */
    VideoDecoder decoder();
}
