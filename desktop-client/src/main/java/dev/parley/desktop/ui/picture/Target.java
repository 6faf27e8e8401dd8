package dev.parley.desktop.ui.picture;

/**
 * The place a picture is shown at.
 *
 * @param width of the place, in pixels of the screen
 * @param height of the place, in pixels of the screen
 * @param radius of its corners, in pixels of the screen
 * @param mirrored left and right change places
 * @param whole nothing is cut, whatever the place's shape
 */
record Target(int width, int height, double radius, boolean mirrored, boolean whole) {
    /** Not shown at all. */
    static final Target NOWHERE = new Target(0, 0, 0, false, false);

    boolean isEmpty() {
        return width <= 0 || height <= 0;
    }
}
