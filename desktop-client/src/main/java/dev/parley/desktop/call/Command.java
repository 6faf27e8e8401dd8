package dev.parley.desktop.call;

import dev.parley.protocol.signaling.Role;

/**
 * What not everybody may do, with the lowest role that may. The server decides; this only keeps from offering what it
 * would refuse. The web client has the same table.
 */
public enum Command {
    RAISE_HAND(Role.VIEWER),
    REACT(Role.VIEWER),
    SEND_MEDIA(Role.GUEST),
    CHAT(Role.GUEST),
    CHAT_PRIVATELY(Role.PARTICIPANT),
    LOWER_ANOTHERS_HAND(Role.MODERATOR),
    MUTE(Role.MODERATOR),
    STOP_VIDEO(Role.MODERATOR),
    REMOVE(Role.MODERATOR),
    BAN(Role.MODERATOR),
    LOCK(Role.MODERATOR),
    ADMIT(Role.MODERATOR),
    SPOTLIGHT(Role.MODERATOR),
    END(Role.MODERATOR),
    SET_UP(Role.OWNER),
    GIVE_ROLES(Role.OWNER);

    private final Role least;

    Command(Role least) {
        this.least = least;
    }

    /** Whether somebody of this role may do it. */
    public boolean isFor(Role role) {
        return role.isAtLeast(least);
    }
}
