package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Omittable;

/**
 * How well one encoding of a producer arrives.
 *
 * @param encodingIdx its place among those announced, from 0
 * @param rid by which it was announced, or empty
 * @param score 0 (nothing arrives) to 10
 */
public record EncodingScore(int encodingIdx, @Omittable String rid, int score) {}
