package dev.parley.sfu.stream;

/**
 * What it costs to forward a stream up to one of its layers.
 *
 * @param spatialLayer 0 is the smallest picture
 * @param temporalLayer 0 is the fewest pictures a second
 * @param bitsPerSecond what forwarding this spatial layer up to this temporal layer costs now
 */
public record LayerRate(int spatialLayer, int temporalLayer, long bitsPerSecond) {}
