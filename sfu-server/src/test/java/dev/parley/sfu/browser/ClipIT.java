package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A clip with numbered frames as camera: what is shown on the other side is that clip, in order. */
final class ClipIT {
    /** About five seconds of the clip. */
    private static final int FRAMES = 150;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @RegisterExtension
    static final Chromium chromium = Chromium.withCamera(CounterClip::file);

    @Test
    void theOtherSideShowsTheClipInOrder() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("clip"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("clip"), "Bert");
        anna.awaitSees(bert);

        List<Integer> counters = anna.instruments().counters(anna.of("Bert"), FRAMES);

        assertThat(counters).as("every frame is one of the clip").doesNotContain(-1);
        CounterClip.Progress progress = CounterClip.progress(counters);
        assertThat(progress.largestStep()).as("steps of %s", counters).isBetween(1, CounterClip.LONGEST_STEP_FORWARD);
        assertThat(progress.sum()).as("way through the clip in %s", counters).isGreaterThanOrEqualTo(FRAMES / 2);
    }
}
