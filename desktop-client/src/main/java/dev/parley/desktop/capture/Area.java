package dev.parley.desktop.capture;

/**
 * A part of the desktop that can be shared.
 *
 * @param x of its left edge, in the system's coordinates; those of all screens together
 * @param y of its upper edge, likewise
 * @param width in the same units, at least 2
 * @param height likewise
 */
public record Area(int x, int y, int width, int height) {
    /** What is in both; empty (width or height 0 or less) when nothing is. */
    Area within(Area other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        return new Area(
                left,
                top,
                Math.min(x + width, other.x + other.width) - left,
                Math.min(y + height, other.y + other.height) - top);
    }
}
