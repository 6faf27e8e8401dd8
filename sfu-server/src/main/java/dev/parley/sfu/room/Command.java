package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.Role;

/** What peers want to do in a room, and the least role that may: the one table of it. */
enum Command {
    RAISE_HAND("raise a hand", Role.VIEWER),
    LOWER_OWN_HAND("lower a hand", Role.VIEWER),
    REACT("react", Role.VIEWER),
    PRODUCE("send media, but may watch and listen", Role.GUEST),
    CHAT("chat", Role.GUEST),
    CHAT_PRIVATELY("chat with one alone", Role.PARTICIPANT),
    LOWER_HAND("lower the hands of others", Role.MODERATOR),
    MUTE("mute others", Role.MODERATOR),
    MUTE_ALL("mute everybody", Role.MODERATOR),
    STOP_VIDEO("stop the video of others", Role.MODERATOR),
    REMOVE("remove others", Role.MODERATOR),
    BAN("ban others", Role.MODERATOR),
    LOCK("lock the room", Role.MODERATOR),
    SPOTLIGHT("choose whom everybody sees large", Role.MODERATOR),
    ADMIT("let others in", Role.MODERATOR),
    DENY("turn others away", Role.MODERATOR),
    END("end the meeting", Role.MODERATOR),
    SET_LOBBY("have others knock", Role.OWNER),
    SET_PASSWORD("set the password", Role.OWNER),
    SET_CHAT_HISTORY("say what is kept of the chat", Role.OWNER),
    SET_ROLE("give roles", Role.OWNER);

    private final String words;
    private final Role least;

    Command(String words, Role least) {
        this.words = words;
        this.least = least;
    }

    /** Whether those of a role may. */
    boolean isFor(Role role) {
        return role.isAtLeast(least);
    }

    /** Refuses what the role of {@code by} does not allow. */
    void require(Peer by) throws RequestRefused {
        if (!isFor(by.role())) {
            throw new RequestRefused(
                    ErrorCode.FORBIDDEN, "as " + by.role().word() + " of this room you cannot " + words);
        }
    }

    /**
     * Refuses what the role of {@code by} does not allow towards {@code target}: nobody is moderated by those below, and
     * who keeps order not by who stands in.
     */
    void require(Peer by, Peer target) throws RequestRefused {
        require(by);
        if (!by.role().isAtLeast(target.role()) || (by.isStandIn() && ADMIT.isFor(target.role()))) {
            throw new RequestRefused(
                    ErrorCode.FORBIDDEN,
                    "you cannot " + words + " who are " + target.role().word() + " of this room");
        }
    }
}
