package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Omittable;

/**
 * What peers are told of another peer.
 *
 * @param displayName empty when it gave none
 * @param guest whether the peer speaks the base protocol only
 * @param role what it is in the room
 */
public record PeerInfo(
        String peerId,
        @Omittable(written = true) String displayName,
        @Omittable(written = true) boolean guest,
        Role role) {}
