package dev.parley.desktop.ui.stage;

/**
 * What there is to stand in.
 *
 * @param width in logical pixels
 * @param height likewise
 * @param gap between tiles, likewise
 */
record Space(int width, int height, int gap) {
    Space lower(int less) {
        return new Space(width, height - less, gap);
    }

    Box box() {
        return new Box(0, 0, width, height);
    }
}
