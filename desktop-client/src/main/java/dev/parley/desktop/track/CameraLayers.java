package dev.parley.desktop.track;

import java.util.List;

/** In which sizes a camera is sent at once, the smallest first: as many as its picture is good for. */
public final class CameraLayers {
    /**
     * One of the sizes.
     *
     * @param divisor by how much the sides of the picture are divided
     * @param least bits per second below which the size is of no use
     * @param most bits per second above which more is wasted
     */
    record Layer(int divisor, long least, long most) {}

    /** Sizes and rates as the browser client has them, and least rates as browsers. */
    private static final List<Layer> LARGE =
            List.of(new Layer(4, 30_000, 150_000), new Layer(2, 150_000, 600_000), new Layer(1, 600_000, 2_500_000));

    private static final List<Layer> MEDIUM = List.of(new Layer(2, 30_000, 150_000), new Layer(1, 150_000, 800_000));
    private static final List<Layer> SMALL = List.of(new Layer(1, 30_000, 300_000));

    private static final int LEAST_LARGE = 540;
    private static final int LEAST_MEDIUM = 270;

    private CameraLayers() {}

    /** The sizes for a picture with this shorter side, in pixels. */
    static List<Layer> of(int shortSide) {
        return shortSide >= LEAST_LARGE ? LARGE : shortSide >= LEAST_MEDIUM ? MEDIUM : SMALL;
    }

    /** How many there are for a picture with this shorter side, in pixels. */
    public static int count(int shortSide) {
        return of(shortSide).size();
    }
}
