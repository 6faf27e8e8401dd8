package dev.parley.sfu.access;

import dev.parley.protocol.signaling.ErrorCode;
import java.util.Locale;

/** Why a join token, or the lack of one, kept somebody out. */
public enum TokenProblem {
    /** The room needs one and none was given. */
    MISSING(ErrorCode.TOKEN_REQUIRED, "this room opens with a token only: use an invitation link"),
    /** Its time is over. */
    EXPIRED(ErrorCode.TOKEN_EXPIRED, "the token has expired: ask for a new invitation"),
    /** Its time has not begun. */
    TOO_EARLY(ErrorCode.TOKEN_REFUSED, "the token is not valid yet: come back at the time of the invitation"),
    /** It is for another room. */
    OTHER_ROOM(ErrorCode.TOKEN_REFUSED, "the token is for another room"),
    /** It is for another service, or grants no joining. */
    OTHER_PURPOSE(ErrorCode.TOKEN_REFUSED, "the token is not for joining rooms of this server"),
    /** It was not signed with this server's secret, or by an algorithm that is not taken, or was changed. */
    FORGED(ErrorCode.TOKEN_REFUSED, "the token was not signed by this server"),
    /** It is no token at all. */
    MALFORMED(ErrorCode.TOKEN_REFUSED, "this is no token: use the whole invitation link");

    private final ErrorCode code;
    private final String sentence;

    TokenProblem(ErrorCode code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The word for the client. */
    ErrorCode code() {
        return code;
    }

    /** What to do about it. */
    String sentence() {
        return sentence;
    }

    /** As metrics name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
