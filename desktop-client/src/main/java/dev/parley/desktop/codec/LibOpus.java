package dev.parley.desktop.codec;

import club.minnced.opus.util.OpusLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import tomp2p.opuswrapper.Opus;

/** The native libopus inside opus-java, by JNA. */
final class LibOpus implements AudioCodecs {
    static final int SAMPLE_RATE = 48_000;
    static final int CHANNELS = 1;

    private final Opus opus;

    private LibOpus(Opus opus) {
        this.opus = opus;
    }

    /**
     * Loads it.
     *
     * @throws UnsatisfiedLinkError it has none for this machine
     */
    static LibOpus load() {
        // Its library for macOS is for Intel processors only.
        if (System.getProperty("os.name").startsWith("Mac")
                && System.getProperty("os.arch").equals("aarch64")) {
            throw new UnsatisfiedLinkError("no libopus for this processor");
        }
        try {
            if (!OpusLibrary.isInitialized() && !OpusLibrary.loadFromJar()) {
                throw new UnsatisfiedLinkError("no libopus for this machine");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var found = new LibOpus(Opus.INSTANCE);
        found.decoder().close(); // shows now, not in a call, that it works
        return found;
    }

    @Override
    public String name() {
        return "Opus (" + opus.opus_get_version_string() + ")";
    }

    @Override
    public boolean pureJava() {
        return false;
    }

    @Override
    public AudioEncoder encoder() {
        return new LibOpusEncoder(opus);
    }

    @Override
    public AudioDecoder decoder() {
        return new LibOpusDecoder(opus);
    }
}
