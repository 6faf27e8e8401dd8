package dev.parley.desktop.ui.join;

/** Why joining failed, and the field it belongs to. */
public enum JoinProblem {
    UNREACHABLE(Where.SERVER, "join.unreachable"),
    SERVER_CLOSING(Where.SERVER, "join.server-closing"),
    ROOM_FULL(Where.ROOM, "refused.full"),
    NOT_ALLOWED(Where.ROOM, "refused.forbidden"),
    INVITATION_NEEDED(Where.ROOM, "refused.invitation-needed"),
    INVITATION_EXPIRED(Where.ROOM, "refused.invitation-expired"),
    INVITATION_REFUSED(Where.ROOM, "refused.invitation-refused"),
    LOCKED(Where.ROOM, "refused.locked"),
    BANNED(Where.ROOM, "refused.banned"),
    NOT_ADMITTED(Where.ROOM, "refused.not-admitted"),
    ENDED(Where.ROOM, "refused.ended"),
    REMOVED(Where.ROOM, "refused.removed"),
    BAD_ROOM(Where.ROOM, "refused.room"),
    REFUSED(Where.ROOM, "refused.other"),
    MEDIA_BLOCKED(Where.SERVER, "join.media-blocked"),
    UNTRUSTED(Where.SERVER, "join.untrusted"),
    AUTHORITY_CHANGED(Where.SERVER, "join.authority-changed"),
    FAILED(Where.SERVER, "join.failed");

    /** A field. */
    enum Where {
        SERVER,
        ROOM
    }

    private final Where where;
    private final String sentence;

    JoinProblem(Where where, String sentence) {
        this.where = where;
        this.sentence = sentence;
    }

    /** The problem behind an error code of the protocol. */
    public static JoinProblem ofCode(String code) {
        return switch (code) {
            case "room-full" -> ROOM_FULL;
            case "forbidden" -> NOT_ALLOWED;
            case "token-required" -> INVITATION_NEEDED;
            case "token-expired" -> INVITATION_EXPIRED;
            case "token-refused" -> INVITATION_REFUSED;
            case "room-locked" -> LOCKED;
            case "banned" -> BANNED;
            case "not-admitted" -> NOT_ADMITTED;
            case "ended" -> ENDED;
            case "removed" -> REMOVED;
            case "bad-payload" -> BAD_ROOM;
            default -> REFUSED;
        };
    }

    /** The key of the sentence that says what to do. */
    public String sentence() {
        return sentence;
    }

    Where where() {
        return where;
    }
}
