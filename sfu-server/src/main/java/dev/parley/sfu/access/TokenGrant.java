package dev.parley.sfu.access;

import dev.parley.protocol.signaling.Role;
import java.time.Instant;

/**
 * What a token says.
 *
 * @param room 1 to 128 characters
 * @param name the name shown to the others; empty leaves it to the person
 * @param role what its bearer may do in the room; no guest, for those come without a token
 * @param expires from then on it is worthless; whole seconds
 */
public record TokenGrant(String room, String name, Role role, Instant expires) {
    /** @throws IllegalArgumentException when it is to be for a guest */
    public TokenGrant {
        if (role == Role.GUEST) {
            throw new IllegalArgumentException("guests come without a token");
        }
    }
}
