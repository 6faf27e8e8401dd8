package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Range;

/**
 * A video that a client shows at present.
 *
 * @param width in pixels of the screen, not of CSS
 * @param height likewise
 */
public record VisibleProducer(
        String producerId,
        @Range(min = 1, max = 16_384) int width,
        @Range(min = 1, max = 16_384) int height) {}
