package dev.parley.desktop.codec;

import java.util.Optional;

/** The VP8 codec that this machine has. Thread: any. */
public interface VideoCodecs {
    /**
     * Chooses: libvpx where one loads, otherwise pure Java.
     *
     * @param wanted {@code libvpx} or {@code jcodec} to choose otherwise
     * @throws IllegalArgumentException when {@code wanted} is neither
     * @throws IllegalStateException when libvpx is wanted and none loads
     */
    static VideoCodecs find(Optional<String> wanted) {
        String name = wanted.orElse("");
        if (name.equals("jcodec")) {
            return new JcodecCodecs();
        }
        if (!name.isEmpty() && !name.equals("libvpx")) {
            throw new IllegalArgumentException("No VP8 codec is called " + name + "; there are libvpx and jcodec");
        }
        Optional<Libvpx> libvpx = LibvpxLibrary.load();
        if (libvpx.isPresent()) {
            return new LibvpxCodecs(libvpx.get());
        }
        if (name.equals("libvpx")) {
            throw new IllegalStateException("No libvpx loads on this machine");
        }
        return new JcodecCodecs();
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
