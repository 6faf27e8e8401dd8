package dev.parley.desktop.call;

/**
 * How what may be sent is shared out, and how much of the others' pictures fits a limit that a person set. Sound comes
 * first, then a shared screen, then the camera.
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
    /** What a picture of somebody else's camera takes whose sender is not limited, in bits per second. */
    private static final long CAMERA_RECEIVED = 1_200_000;
    /** What a shared screen takes, likewise: it stands still most of the time. */
    private static final long SCREEN_RECEIVED = 600_000;

    private Budget() {}

    /** What may be sent of each, in bits per second. */
    record Sent(long camera, long screen) {}

    /**
     * Shares out what may be sent.
     *
     * @param available what the line carries, in bits per second
     * @param limit that a person set, in bits per second; 0 for none
     */
    static Sent ofSent(long available, long limit, boolean camera, boolean screen) {
        long pictures = Math.max(LEAST, Math.min(available, limit(limit)) - SOUND);
        if (!screen) {
            return new Sent(pictures, 0);
        }
        if (!camera) {
            return new Sent(LEAST, Math.min(SCREEN_MOST, pictures));
        }
        long shown = Math.min(SCREEN_MOST, Math.round(pictures * SCREEN_SHARE));
        return new Sent(Math.max(LEAST, pictures - shown), shown);
    }

    /** What to reckon with for one picture of somebody else, in bits per second. */
    static long ofReceived(boolean screen) {
        return screen ? SCREEN_RECEIVED : CAMERA_RECEIVED;
    }

    /** The limit that a setting means, in bits per second. */
    static long limit(long setting) {
        return setting == 0 ? Long.MAX_VALUE : setting;
    }
}
