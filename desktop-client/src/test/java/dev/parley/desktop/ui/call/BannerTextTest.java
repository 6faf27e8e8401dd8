package dev.parley.desktop.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.CallState.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTextTest {
    @ParameterizedTest
    @CsvSource({
        "SERVER_LOST, 0, banner.server-lost, false",
        "SERVER_LOST, 2, banner.server-lost, false",
        "SERVER_LOST, 3, banner.unreachable, true",
        "SERVER_CLOSING, 0, banner.server-closing, false",
        "ROOM_INTERRUPTED, 0, banner.room-interrupted, false",
        "MEDIA_LOST, 0, banner.media-lost, false",
        "MEDIA_BLOCKED, 0, banner.media-blocked, false",
        "MEDIA_BLOCKED, 1, banner.firewall, true",
    })
    void whileReconnectingItSaysWhyAndWhenItTakesLongOffersToTryNow(
            Cause cause, int attempt, String sentence, boolean retry) {
        assertThat(BannerText.of(new CallState.Reconnecting(cause, attempt)))
                .contains(new BannerText(false, sentence, retry));
    }

    @Test
    void itSpeaksOfInterruptionsOnly() {
        assertThat(BannerText.of(new CallState.Joining())).isEmpty();
        assertThat(BannerText.of(new CallState.Joined(false))).isEmpty();
        assertThat(BannerText.of(new CallState.Joined(true))).contains(new BannerText(true, "banner.back", false));
        assertThat(BannerText.of(new CallState.Repairing())).contains(new BannerText(false, "banner.repairing", false));
        assertThat(BannerText.of(new CallState.Left())).isEmpty();
        assertThat(BannerText.of(new CallState.Refused("room-full", ""))).isEmpty();
    }
}
