package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Omittable;

/**
 * Somebody at the door.
 *
 * @param displayName as the waiting one gave it, empty when it gave none
 */
public record WaitingPeer(
        String peerId, @Omittable(written = true) String displayName) {}
