package dev.parley.sfu.room;

import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How a room is set up, as it is kept over restarts.
 *
 * @param passwordHash of Argon2id; there is one exactly if the settings say so
 * @param roles what people are, by the hash of their keys, the one known longest first
 * @param bans who is kept out, as {@link RoomSetup} writes it down, the oldest first
 */
public record KeptRoom(
        String id,
        RoomSettings settings,
        Optional<String> passwordHash,
        SequencedMap<String, Role> roles,
        List<String> bans) {
    /** Copies what it is given. */
    public KeptRoom {
        roles = new LinkedHashMap<>(roles);
        bans = List.copyOf(bans);
        if (settings.password() != passwordHash.isPresent()) {
            throw new IllegalArgumentException("a room has a password or none");
        }
    }
}
