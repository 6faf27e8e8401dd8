package dev.parley.sfu.observer;

/** Levels of sound, 0 (silence) to {@value #LOUDEST}, which is 0 dBov. */
public final class Levels {
    /** 0 dBov. */
    public static final int LOUDEST = 127;

    private Levels() {}

    /**
     * The level in the header extension's byte (RFC 6464, section 3).
     *
     * @param extension voice activity in the highest bit, and below it the level in -dBov
     */
    public static int of(int extension) {
        return LOUDEST - (extension & 0x7f);
    }

    /** The level in decibels below overload, -127 to 0. */
    static int decibels(int level) {
        return level - LOUDEST;
    }
}
