package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The desktop client in a call with itself and with Chromium: what one shows and plays is what the other sent. */
final class NativeCallIT {
    private static final int NUMBERS = 90;

    private static final double TONE_HERTZ = 440;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void chromiumShowsThePatternAndTheClientShowsTheClip() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("both"), "Anna");
        try (NativeClient nils = NativeClient.join(server, "both", "Nils")) {
            Waits.until("Anna sees Nils", () -> anna.others().contains("Nils"));
            anna.instruments().awaitPicture(anna.of("Nils"));

            List<Integer> pattern = anna.instruments().counters(anna.of("Nils"), NUMBERS);
            List<Integer> clip = numbers(nils.awaitNumbers("Anna", NUMBERS));

            assertInOrder(pattern, "the pattern in Chromium");
            assertInOrder(clip, "the clip in the desktop client");
            anna.instruments().awaitSound(anna.of("Nils"));
            assertThat(nils.leave()).isZero();

            JsonNode statistics = nils.statistics();
            assertThat(statistics.at("/own/video/framesEncoded").asLong()).isPositive();
            assertThat(statistics.at("/remote")).hasSize(2);
            assertThat(statistics.at("/path").asText()).isEqualTo("UDP");
            Waits.until("Nils is gone", () -> anna.others().isEmpty());
        }
    }

    @Test
    void twoClientsSeeAndHearEachOther() {
        try (NativeClient nils = NativeClient.joinSmall(server, "natives", "Nils");
                NativeClient olga = NativeClient.joinSmall(server, "natives", "Olga", "--microphone", "tone:660")) {
            assertInOrder(numbers(nils.awaitNumbers("Olga", NUMBERS)), "Olga at Nils'");
            assertInOrder(numbers(olga.awaitNumbers("Nils", NUMBERS)), "Nils at Olga's");
            assertThat(nils.leave()).isZero();
            assertThat(olga.leave()).isZero();

            Tone heard = Tone.loudestIn(olga.heard());
            assertThat(heard.hertz()).isBetween(TONE_HERTZ - 5, TONE_HERTZ + 5);
            assertThat(heard.dbfs()).as("sent at -12 dBFS").isBetween(-18.0, -9.0);
        }
    }

    @Test
    void cameraAndMicrophoneGoOffAndOnAgain() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("off"), "Anna");
        try (NativeClient nils = NativeClient.joinSmall(server, "off", "Nils")) {
            Waits.until("Anna sees Nils", () -> anna.others().contains("Nils"));
            anna.instruments().awaitPicture(anna.of("Nils"));

            nils.type("camera off");
            nils.type("microphone off");
            Waits.until("Nils' tile says so", () -> {
                String tile = anna.of("Nils");
                return anna.page()
                                .evaluate("document.querySelector('" + tile + "').dataset.camera === 'off'")
                                .asBoolean()
                        && anna.page()
                                .evaluate("document.querySelector('" + tile + "').dataset.muted === 'true'")
                                .asBoolean();
            });
            nils.type("camera on");
            nils.type("microphone on");

            anna.instruments().awaitFrames(anna.of("Nils"), 30);
            anna.instruments().awaitSound(anna.of("Nils"));
            anna.toggleCamera();
            nils.awaitLine("no camera of Anna");
            anna.toggleCamera();
            assertThat(nils.awaitNumbers("Anna", 10)).isNotEmpty();
        }
    }

    @Test
    void overTcpOnly() {
        try (NativeClient nils = NativeClient.joinSmall(server, "tcp", "Nils", "--tcp");
                NativeClient olga = NativeClient.joinSmall(server, "tcp", "Olga", "--tcp")) {
            assertInOrder(numbers(nils.awaitNumbers("Olga", NUMBERS)), "Olga at Nils'");
            assertThat(nils.leave()).isZero();
            assertThat(nils.statistics().at("/path").asText()).isEqualTo("TCP");
            olga.awaitLine("removed Nils");
        }
    }

    static List<Integer> numbers(List<NativeClient.ShownPicture> pictures) {
        return pictures.stream().map(each -> (int) each.number()).toList();
    }

    static void assertInOrder(List<Integer> counters, String what) {
        assertThat(counters).as(what).doesNotContain(-1);
        CounterClip.Progress progress = CounterClip.progress(counters);
        assertThat(progress.largestStep())
                .as("steps of %s in %s", counters, what)
                .isBetween(1, CounterClip.LONGEST_STEP_FORWARD);
        assertThat(progress.sum())
                .as("way through %s in %s", counters, what)
                .isGreaterThanOrEqualTo(counters.size() / 2);
    }
}
