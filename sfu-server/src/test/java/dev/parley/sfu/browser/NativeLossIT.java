package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.sfu.load.BadLine;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The desktop client on bad networks: one client is behind the relay, the other is not, so each stream crosses it once. */
@ExtendWith(StolenTime.class)
@Tag("alone")
final class NativeLossIT {
    private static final int SECONDS = 12;
    private static final long SEED = 7;

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("--workers", "1", "--rtc-host", "127.0.0.1", "--announce", LossyRelay.ADDRESS);

    /**
     * The figures are printed; the bars leave room for a machine that is busy with something else. Those that the project set
     * itself are held in virtual time, by LossScenariosTest of the desktop client.
     */
    @ParameterizedTest
    @CsvSource({"0.05, 25, 0, 0.05, 0.05", "0.10, 25, 0, 0.1, 0.05", "0, 25, 50, 0.05, 0.05"})
    void mediaIsRepaired(double loss, int delay, int jitter, double freezeBar, double concealedBar)
            throws InterruptedException {
        try (LossyRelay relay = LossyRelay.begin(
                        server.rtcAddress().getPort(),
                        SEED,
                        BadLine.Conditions.GOOD.losing(loss).delayed(delay, jitter));
                NativeClient nils = join("loss" + loss + jitter, "Nils");
                NativeClient olga = joinAfter(relay, nils, "loss" + loss + jitter)) {
            nils.awaitNumbers("Olga", 1);
            olga.awaitNumbers("Nils", 1);
            Thread.sleep(SECONDS * 1000L); // what is measured is what happens in this time
            assertThat(nils.leave()).isZero();
            assertThat(olga.leave()).isZero();

            assertThat(nils.statistics().at("/path").asText()).isEqualTo("UDP");
            if (loss > 0) {
                assertThat(relay.lost()).isPositive();
            }
            // Nils is behind the relay: what he received crossed it once, and so did what Olga received of him.
            check(nils, "to him", loss, delay, jitter, freezeBar, concealedBar);
            check(olga, "from him", loss, delay, jitter, freezeBar, concealedBar);
        }
    }

    private static void check(
            NativeClient at, String way, double loss, int delay, int jitter, double freezeBar, double concealedBar) {
        JsonNode statistics = at.statistics();
        JsonNode video = remote(statistics, "video");
        JsonNode audio = remote(statistics, "audio");
        double freezeShare = video.at("/freezeMs").asDouble() / 1000 / SECONDS;
        double concealed = audio.at("/concealedShare").asDouble();
        System.out.printf(
                Locale.ROOT,
                "loss %.0f %%, delay %d ms, jitter %d ms, %s: freeze %.2f %%, concealed %.2f %%, %d frames, sound waits"
                        + " %.0f ms, lost %d of video and %d of sound, sends %d kbit/s of %d%n",
                loss * 100,
                delay,
                jitter,
                way,
                freezeShare * 100,
                concealed * 100,
                video.at("/framesDecoded").asLong(),
                audio.at("/jitterBufferMs").asDouble(),
                video.at("/packetsLost").asLong(),
                audio.at("/packetsLost").asLong(),
                statistics.at("/own/video/bitrate").asLong() / 1000,
                statistics.at("/availableBitsPerSecond").asLong() / 1000);
        assertThat(freezeShare).as("frozen, " + way).isLessThanOrEqualTo(freezeBar);
        assertThat(concealed).as("concealed, " + way).isLessThanOrEqualTo(concealedBar);
    }

    /** Joins when Nils is behind the relay, and is not behind it. */
    private static NativeClient joinAfter(LossyRelay relay, NativeClient nils, String room) {
        Waits.until("media of " + nils.name() + " goes through the relay", () -> relay.passed() > 300);
        relay.spareNewcomers(true);
        return join(room, "Olga");
    }

    /** With pictures of one size only, which two cores can code and decode while compilers still work. */
    private static NativeClient join(String room, String name) {
        return NativeClient.join(
                server, room, name, "--camera", "test-pattern:320x180", "--microphone", "file:" + VoiceClip.file());
    }

    @Test
    void mediaComesBackAfterABlackout() throws InterruptedException {
        try (LossyRelay relay =
                        LossyRelay.begin(server.rtcAddress().getPort(), SEED, BadLine.Conditions.GOOD.delayed(10, 0));
                NativeClient nils = join("blackout", "Nils");
                NativeClient olga = join("blackout", "Olga")) {
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
