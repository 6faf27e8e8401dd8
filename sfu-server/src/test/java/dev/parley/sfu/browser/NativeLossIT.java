package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desktop client on bad networks: both ways of both clients go through the relay, so each stream crosses it twice. */
final class NativeLossIT {
    private static final int SECONDS = 15;
    private static final long SEED = 7;

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    /** Bars of the whole way: twice those of one crossing; the figures are printed. */
    @ParameterizedTest
    @CsvSource({"0.05, 25, 0, 0.04, 0.04", "0.10, 25, 0, 0.10, 0.06", "0, 25, 50, 0.02, 0.03"})
    void mediaIsRepaired(double loss, int delay, int jitter, double freezeBar, double concealedBar)
            throws InterruptedException {
        try (LossyRelay relay = LossyRelay.begin(server.rtcAddress().getPort(), SEED, loss, delay, jitter);
                NativeClient nils = NativeClient.join(server, "loss" + loss + jitter, "Nils");
                NativeClient olga = NativeClient.join(server, "loss" + loss + jitter, "Olga")) {
            nils.awaitNumbers("Olga", 1);
            olga.awaitNumbers("Nils", 1);
            Thread.sleep(SECONDS * 1000L); // what is measured is what happens in this time
            assertThat(nils.leave()).isZero();
            assertThat(olga.leave()).isZero();

            assertThat(nils.statistics().at("/path").asText()).isEqualTo("UDP");
            if (loss > 0) {
                assertThat(relay.lost()).isPositive();
            }
            for (NativeClient client : new NativeClient[] {nils, olga}) {
                JsonNode statistics = client.statistics();
                JsonNode video = remote(statistics, "video");
                JsonNode audio = remote(statistics, "audio");
                double freezeShare = video.at("/freezeMs").asDouble() / 1000 / SECONDS;
                double concealed = audio.at("/concealedShare").asDouble();
                System.out.printf(
                        Locale.ROOT,
                        "loss %.0f %%, delay %d ms, jitter %d ms: freeze %.2f %%, concealed %.2f %%, %d frames, sends %d"
                                + " kbit/s of %d%n",
                        loss * 100,
                        delay,
                        jitter,
                        freezeShare * 100,
                        concealed * 100,
                        video.at("/framesDecoded").asLong(),
                        statistics.at("/own/video/bitrate").asLong() / 1000,
                        statistics.at("/availableBitsPerSecond").asLong() / 1000);
                assertThat(freezeShare).isLessThanOrEqualTo(freezeBar);
                assertThat(concealed).isLessThanOrEqualTo(concealedBar);
            }
        }
    }

    @Test
    void mediaComesBackAfterABlackout() throws InterruptedException {
        try (LossyRelay relay = LossyRelay.begin(server.rtcAddress().getPort(), SEED, 0, 10, 0);
                NativeClient nils = NativeClient.join(server, "blackout", "Nils");
                NativeClient olga = NativeClient.join(server, "blackout", "Olga")) {
            nils.awaitNumbers("Olga", 30);
            olga.awaitNumbers("Nils", 30);

            relay.dark(true);
            Thread.sleep(3_000); // the blackout
            relay.dark(false);

            nils.awaitNumbers("Olga", 30);
            olga.awaitNumbers("Nils", 30);
            assertThat(nils.leave()).isZero();
        }
    }

    private static JsonNode remote(JsonNode statistics, String kind) {
        for (JsonNode each : statistics.at("/remote")) {
            if (each.at("/kind").asText().equals(kind)) {
                return each;
            }
        }
        throw new AssertionError("nothing received of kind " + kind + " in " + statistics);
    }
}
