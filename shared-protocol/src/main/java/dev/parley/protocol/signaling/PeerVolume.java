package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Range;

/**
 * How loud somebody was lately.
 *
 * @param volume in decibels below overload (dBov)
 */
public record PeerVolume(
        String peerId,
        String producerId,
        @Range(min = -127, max = 0) int volume) {}
