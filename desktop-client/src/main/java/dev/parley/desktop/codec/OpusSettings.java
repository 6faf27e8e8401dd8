package dev.parley.desktop.codec;

/** What every Opus encoder begins with. */
final class OpusSettings {
    /** Full-band voice without audible loss. */
    static final int BITS_PER_SECOND = 32_000;

    /** What a room's way from server to listener may lose is not told to the sender, so some redundancy is always there. */
    static final int LOSS_PERCENT = 5;

    /** Of 10. More costs two thirds more time, for telling music from voice, which is settled here. */
    static final int COMPLEXITY = 5;

    private OpusSettings() {}
}
