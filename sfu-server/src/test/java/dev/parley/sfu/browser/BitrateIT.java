package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A publisher on a good network sends a good picture: our feedback lets its estimate climb. */
@ExtendWith(StolenTime.class)
@Tag("alone")
final class BitrateIT {
    private static final double AWAITED_BITS_PER_SECOND = 1_500_000;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(BusyClip::file);

    @Test
    void aPublisherOfA720pPictureClimbsPastOneAndAHalfMegabit() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("bitrate"), "Anna");
        // What nobody watches is not sent: somebody has to watch in full.
        ChromiumPage window = chromium.newPage("Bert");
        window.page().setViewportSize(BusyClip.WIDTH, BusyClip.HEIGHT);
        Person bert = Person.join(window, server.room("bitrate"), "Bert");
        bert.toggleCamera();
        bert.awaitSees(anna);
        bert.pin(anna);

        // An encoder takes seconds to dare a larger picture; on a machine too slow for one it says so.
        Waits.until("Anna sends the whole picture at more than 1.5 Mbit/s", () -> {
            Instruments.Sending video = video(anna);
            boolean whole =
                    video.height() == BusyClip.HEIGHT || video.limitedBy().equals("cpu");
            return whole && video.targetBitrate() > AWAITED_BITS_PER_SECOND;
        });
        assertThat(anna.instruments().paths())
                .extracting(Instruments.Path::availableOutgoingBitrate)
                .anyMatch(available -> available > AWAITED_BITS_PER_SECOND);
    }

    private static Instruments.Sending video(Person person) {
        List<Instruments.Sending> sending = person.instruments().sending();
        return sending.stream()
                .filter(stream -> stream.kind().equals("video"))
                .max(Comparator.comparingDouble(Instruments.Sending::targetBitrate))
                .orElse(new Instruments.Sending("video", 0, 0, 0, 0, "nothing sent yet"));
    }
}
