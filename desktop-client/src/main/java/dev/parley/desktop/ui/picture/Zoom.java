package dev.parley.desktop.ui.picture;

/**
 * How a picture is enlarged: its factor, and how far it is moved from the middle of its frame. The web client has the
 * same rules.
 *
 * @param factor 1 (whole) to 8
 * @param x to the right, in logical pixels
 * @param y down, in logical pixels
 */
public record Zoom(double factor, double x, double y) {
    /** The whole picture. */
    public static final Zoom WHOLE = new Zoom(1, 0, 0);

    /** What one turn of the wheel or one press of a key does. */
    public static final double STEP = 1.25;

    private static final double LARGEST = 8;

    /** Enlarged around a point, measured from the middle of the frame, which stays where it is. */
    public Zoom by(double times, double pointX, double pointY, double frameWidth, double frameHeight) {
        double next = Math.clamp(factor * times, 1, LARGEST);
        double ratio = next / factor;
        return new Zoom(next, pointX - (pointX - x) * ratio, pointY - (pointY - y) * ratio)
                .within(frameWidth, frameHeight);
    }

    /** Moved. */
    public Zoom moved(double right, double down, double frameWidth, double frameHeight) {
        return new Zoom(factor, x + right, y + down).within(frameWidth, frameHeight);
    }

    /** As near as a frame of this size lets it: the picture's edge never comes inside of the frame's. */
    public Zoom within(double frameWidth, double frameHeight) {
        double reachX = Math.max(0, frameWidth * (factor - 1) / 2);
        double reachY = Math.max(0, frameHeight * (factor - 1) / 2);
        return new Zoom(factor, Math.clamp(x, -reachX, reachX), Math.clamp(y, -reachY, reachY));
    }
}
