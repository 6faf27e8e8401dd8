package dev.parley.desktop.call;

import java.net.URI;

/**
 * Where people meet, and what opens the door: all that is ever taken from a link.
 *
 * @param server {@code http} or {@code https}, with a host, perhaps a port, and nothing more
 * @param room 1 to 128 characters, as they stand in the link, decoded
 * @param token of an invitation
 */
public record Place(URI server, String room, JoinToken token) {
    /** A room that anybody may enter. */
    public Place(URI server, String room) {
        this(server, room, JoinToken.NONE);
    }

    /** Whether the other is the same room, with whatever invitation. */
    public boolean isWhere(Place other) {
        return server.equals(other.server) && room.equals(other.room);
    }
}
