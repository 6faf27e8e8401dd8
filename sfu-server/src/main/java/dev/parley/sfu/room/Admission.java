package dev.parley.sfu.room;

import dev.parley.protocol.signaling.Role;
import java.util.Optional;

/**
 * What a peer enters a room as.
 *
 * @param displayName the name shown to the others; empty for a guest
 * @param role what it is there, where that is decided at the door; empty where it is for the room to say
 */
public record Admission(String displayName, Optional<Role> role) {}
