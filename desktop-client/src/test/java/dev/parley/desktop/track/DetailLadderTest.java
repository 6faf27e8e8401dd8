package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailLadderTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        // bitrate, source, expected size and frames
        "2500000, 1920, 1080, 1920, 1080, 15",
        " 900000, 1920, 1080, 1920, 1080, 15",
        " 700000, 1920, 1080, 1920, 1080, 10",
        " 300000, 1920, 1080, 1920, 1080, 5",
        " 200000, 1920, 1080, 1440, 810, 5",
        "  50000, 1920, 1080,  960, 540, 5",
        " 500000, 1280, 720,  1280, 720, 15",
        " 300000, 1280, 720,  1280, 720, 10",
        " 120000, 640, 360,   640, 360, 10",
    })
    void lettersKeepTheirSizeForAsLongAsTheyCan(
            long bits, int width, int height, int outWidth, int outHeight, double frames) {
        var step = new DetailLadder().step(bits, width, height, 0);
        assertThat(step.width()).isEqualTo(outWidth);
        assertThat(step.height()).isEqualTo(outHeight);
        assertThat(step.framesPerSecond()).isEqualTo(frames);
        assertThat(step.bitsPerSecond()).isLessThanOrEqualTo(bits);
    }

    @Test
    void itStepsDownAtOnceAndUpAfterASecondOfPlenty() {
        var ladder = new DetailLadder();
        assertThat(ladder.step(2_000_000, 1920, 1080, 0).framesPerSecond()).isEqualTo(15);
        assertThat(ladder.step(200_000, 1920, 1080, SECOND).height()).isEqualTo(810);
        assertThat(ladder.step(2_000_000, 1920, 1080, 2 * SECOND).height()).isEqualTo(810);
        var later = ladder.step(2_000_000, 1920, 1080, 3 * SECOND);
        assertThat(later.height()).isEqualTo(1080);
        assertThat(later.framesPerSecond()).isEqualTo(15);
    }

    @Test
    void aMachineThatDoesNotKeepUpCodesFewerPictures() {
        var ladder = new DetailLadder();
        ladder.step(2_000_000, 1920, 1080, 0);
        ladder.tooLarge();
        var step = ladder.step(2_000_000, 1920, 1080, 1);
        assertThat(step.framesPerSecond()).isEqualTo(10);
        assertThat(step.height()).isEqualTo(1080);
        ladder.timeToSpare();
        ladder.step(2_000_000, 1920, 1080, 2);
        assertThat(ladder.step(2_000_000, 1920, 1080, 2 * SECOND).framesPerSecond())
                .isEqualTo(15);
    }
}
