package dev.parley.desktop.call;

/**
 * How what may be sent is shared out. Sound comes first, then a shared screen, then the camera.
 */
final class Budget {
    /** For sound with its headers. */
    private static final long SOUND = 50_000;
    /** What keeps a picture alive at all. */
    private static final long LEAST = 50_000;
    /** More than this is wasted on a screen. */
    private static final long SCREEN_MOST = 2_500_000;
    /** Of what is left for pictures, for the screen, while the camera is on too. */
    private static final double SCREEN_SHARE = 0.7;

    private Budget() {}

    /** What may be sent of each, in bits per second. */
    record Sent(long camera, long screen) {}

    /**
     * Shares out what may be sent.
     *
     * @param available what the line carries, in bits per second
     * @param limit of one's own pictures, in bits per second; 0 for none
     */
    static Sent ofSent(long available, long limit, boolean camera, boolean screen) {
        long pictures = Math.max(LEAST, Math.min(available - SOUND, limit == 0 ? Long.MAX_VALUE : limit));
        if (!screen) {
            return new Sent(pictures, 0);
        }
        if (!camera) {
            return new Sent(LEAST, Math.min(SCREEN_MOST, pictures));
        }
        long shown = Math.min(SCREEN_MOST, Math.round(pictures * SCREEN_SHARE));
        return new Sent(Math.max(LEAST, pictures - shown), shown);
    }
}
