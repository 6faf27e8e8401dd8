package dev.parley.desktop;

import dev.parley.desktop.call.CallState;

/** What a client without a window says when it is not in the call. In English, as all that such a client says. */
final class FailureWords {
    private FailureWords() {}

    /** Why somebody is not, or no longer, in the call. */
    static String of(CallState state) {
        return switch (state) {
            case CallState.Refused(String code, String message) -> refusal(code, message) + " (" + code + ")";
            case CallState.Reconnecting(CallState.Cause cause, int attempt) ->
                switch (cause) {
                    case SERVER_LOST -> "the server cannot be reached; is its address right?";
                    case SERVER_CLOSING -> "the server is closing";
                    case ROOM_INTERRUPTED -> "the room was interrupted";
                    case MEDIA_LOST -> "media gets through no longer";
                    case MEDIA_BLOCKED -> "the server's media port cannot be reached, neither over UDP nor over TCP";
                };
            case CallState.Untrusted(String host, String fingerprint, boolean changed) ->
                changed
                        ? "WARNING: " + host + " shows another authority than before, SHA256 " + fingerprint
                                + "; somebody may pretend to be it. If its operator says that this is right, use"
                                + " --trust-fingerprint with it"
                        : "nobody trusted vouches for " + host + "; if this is what its operator says, use"
                                + " --trust-fingerprint " + fingerprint;
            case CallState.Joining joining -> "the server did not answer in time";
            case CallState.Repairing repairing -> "media was interrupted";
            case CallState.Resuming resuming -> "the connection to the server was lost";
            case CallState.Knocking knocking -> "nobody let it in in time";
            case CallState.PasswordAsked asked -> "the room opens with a password only";
            case CallState.Joined joined -> "it was joined";
            case CallState.Left left -> "it was left";
        };
    }

    private static String refusal(String code, String message) {
        return switch (code) {
            case "token-required" -> "the room opens with an invitation only: use the whole link, or --token";
            case "token-expired" -> "the invitation has expired: ask the person who sent it for a new one";
            case "token-refused" ->
                "the invitation does not open this room: use the whole link as it was sent, or ask for a new one";
            default -> message;
        };
    }
}
