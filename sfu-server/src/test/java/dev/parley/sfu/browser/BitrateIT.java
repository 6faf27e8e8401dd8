package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A publisher on a good network sends a good picture: our feedback lets its estimate climb. */
final class BitrateIT {
    private static final double AWAITED_BITS_PER_SECOND = 1_500_000;

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(BusyClip::file);

    @Test
    void aPublisherOfA720pPictureClimbsPastOneAndAHalfMegabit() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("bitrate"), "Anna");

        Waits.until(
                "Anna's encoder is told more than 1.5 Mbit/s",
                () -> video(anna).targetBitrate() > AWAITED_BITS_PER_SECOND);
        assertThat(anna.instruments().paths())
                .extracting(Instruments.Path::availableOutgoingBitrate)
                .anyMatch(available -> available > AWAITED_BITS_PER_SECOND);
        assertThat(video(anna).height()).isEqualTo(BusyClip.HEIGHT);
    }

    private static Instruments.Sending video(Person person) {
        List<Instruments.Sending> sending = person.instruments().sending();
        return sending.stream()
                .filter(stream -> stream.kind().equals("video"))
                .findFirst()
                .orElse(new Instruments.Sending("video", 0, 0, 0, 0, "nothing sent yet"));
    }
}
