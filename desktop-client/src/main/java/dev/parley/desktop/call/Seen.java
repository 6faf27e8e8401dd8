package dev.parley.desktop.call;

/**
 * A picture of somebody that is on the screen.
 *
 * @param screen whether it is that of what they share, or else of their camera
 * @param width in pixels of the screen, at least 1
 * @param height likewise
 */
public record Seen(String peerId, boolean screen, int width, int height) {}
