package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.CallState;
import java.util.Optional;

/**
 * What to say about the connection.
 *
 * @param good it is back, rather than in trouble
 * @param sentence the key of the text
 * @param retry whether one can ask for the next try at once
 */
record BannerText(boolean good, String sentence, boolean retry) {
    private static final int MANY = 3; // failed tries, after which the server is called unreachable

    /** Empty when there is nothing to say. */
    static Optional<BannerText> of(CallState state) {
        return switch (state) {
            case CallState.Joined joined ->
                joined.again() ? Optional.of(new BannerText(true, "banner.back", false)) : Optional.empty();
            case CallState.Repairing repairing -> Optional.of(new BannerText(false, "banner.repairing", false));
            case CallState.Reconnecting reconnecting -> Optional.of(reconnecting(reconnecting));
            case CallState.Resuming resuming -> Optional.of(new BannerText(false, "banner.resuming", false));
            case CallState.Joining joining -> Optional.empty();
            case CallState.Knocking knocking -> Optional.empty();
            case CallState.PasswordAsked asked -> Optional.empty();
            case CallState.Refused refused -> Optional.empty();
            case CallState.Untrusted untrusted -> Optional.empty();
            case CallState.Left left -> Optional.empty();
        };
    }

    private static BannerText reconnecting(CallState.Reconnecting state) {
        if (state.cause() == CallState.Cause.MEDIA_BLOCKED && state.attempt() >= 1) {
            return new BannerText(false, "banner.firewall", true);
        }
        if (state.attempt() >= MANY) {
            return new BannerText(false, "banner.unreachable", true);
        }
        String sentence = switch (state.cause()) {
            case SERVER_LOST -> "banner.server-lost";
            case SERVER_CLOSING -> "banner.server-closing";
            case ROOM_INTERRUPTED -> "banner.room-interrupted";
            case MEDIA_LOST -> "banner.media-lost";
            case MEDIA_BLOCKED -> "banner.media-blocked";
        };
        return new BannerText(false, sentence, false);
    }
}
