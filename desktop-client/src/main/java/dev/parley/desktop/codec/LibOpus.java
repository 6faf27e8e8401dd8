package dev.parley.desktop.codec;

import club.minnced.opus.util.OpusLibrary;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import tomp2p.opuswrapper.Opus;

/** The native libopus, by JNA. */
final class LibOpus implements AudioCodecs {
    static final int SAMPLE_RATE = 48_000;
    static final int CHANNELS = 1;

    /** Before the corrections of RFC 8251. */
    private static final Pattern OLD = Pattern.compile("libopus [01]\\.[01](\\D|$)");

    private final Opus opus;

    private LibOpus(Opus opus) {
        this.opus = opus;
    }

    /**
     * Loads it: the system's, which is kept up to date there, or the one that comes along.
     *
     * @throws UnsatisfiedLinkError there is none for this machine
     */
    static LibOpus load() {
        try {
            if (!OpusLibrary.isInitialized() && !loadFromSystem() && !loadFromJar()) {
                throw new UnsatisfiedLinkError("no libopus for this machine");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var found = new LibOpus(Opus.INSTANCE);
        found.decoder().close(); // shows now, not in a call, that it works
        return found;
    }

    private static boolean loadFromSystem() {
        try {
            NativeLibrary library = NativeLibrary.getInstance("opus");
            String version = library.getFunction("opus_get_version_string").invokeString(new Object[0], false);
            return !OLD.matcher(version).find()
                    && OpusLibrary.loadFrom(library.getFile().getAbsolutePath());
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static boolean loadFromJar() throws IOException {
        // Its library for macOS is for Intel processors only.
        boolean appleSilicon = System.getProperty("os.name").startsWith("Mac")
                && System.getProperty("os.arch").equals("aarch64");
        return !appleSilicon && OpusLibrary.loadFromJar();
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
