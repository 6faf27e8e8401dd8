package dev.parley.protocol.json;

/**
 * A number as it stood in the text, and its value as a JavaScript engine would read it.
 *
 * @param text the characters of the number
 * @param value the nearest double, infinite when it is beyond that
 */
public record JsonNumber(String text, double value) {
    /** The greatest integer that a double holds with all its neighbours, 2^53 - 1. */
    private static final double MAX_SAFE_INTEGER = 9_007_199_254_740_991d;

    /** Whether this is a whole number that a double holds exactly; {@code 96.0} is one, as it is in JavaScript. */
    public boolean isInteger() {
        return value == Math.rint(value) && Math.abs(value) <= MAX_SAFE_INTEGER;
    }
}
