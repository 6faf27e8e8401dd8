package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLadderTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @CsvSource({
        // bitrate, source, expected size and frames
        "5000000, 1280, 720, 1280, 720, 30",
        "1100000, 1280, 720, 1280, 720, 30",
        " 850000, 1280, 720, 1280, 720, 20",
        " 700000, 1280, 720,  960, 540, 30",
        " 400000, 1280, 720,  640, 360, 30",
        " 200000, 1280, 720,  480, 270, 30",
        " 100000, 1280, 720,  320, 180, 30",
        "  38000, 1280, 720,  320, 180, 10",
        "  10000, 1280, 720,  320, 180, 5",
        "5000000, 1920, 1080, 1280, 720, 30",
        "5000000, 640, 480,  640, 480, 30",
        " 400000, 640, 360,  640, 360, 30",
        " 100000, 640, 360,  320, 180, 30",
        "  30000, 640, 360,  160, 90, 30",
        " 100000, 64, 48,     64, 48, 30",
    })
    void aBitrateHasASizeAndARate(long bits, int width, int height, int outWidth, int outHeight, double frames) {
        var step = new RateLadder().step(bits, width, height, 0);
        assertThat(step.width()).isEqualTo(outWidth);
        assertThat(step.height()).isEqualTo(outHeight);
        assertThat(step.framesPerSecond()).isBetween(frames - 0.5, frames + 0.5);
        assertThat(step.bitsPerSecond()).isLessThanOrEqualTo(Math.min(bits, 2_500_000));
    }

    @Test
    void itStepsDownAtOnceAndUpAfterASecondOfPlenty() {
        var ladder = new RateLadder();
        assertThat(ladder.step(2_000_000, 1280, 720, 0).height()).isEqualTo(720);
        assertThat(ladder.step(780_000, 1280, 720, SECOND).height()).isEqualTo(540);
        assertThat(ladder.step(2_000_000, 1280, 720, 2 * SECOND).height()).isEqualTo(540);
        assertThat(ladder.step(2_000_000, 1280, 720, 2 * SECOND + SECOND / 2).height())
                .isEqualTo(540);
        assertThat(ladder.step(500_000, 1280, 720, 2 * SECOND + SECOND / 2).height())
                .isEqualTo(540);
        assertThat(ladder.step(2_000_000, 1280, 720, 3 * SECOND).height()).isEqualTo(540);
        assertThat(ladder.step(2_000_000, 1280, 720, 4 * SECOND).height()).isEqualTo(720);
    }

    @Test
    void aBitrateThatWaversAroundAStepDoesNotChangeTheSize() {
        var ladder = new RateLadder();
        var first = ladder.step(780_000, 1280, 720, 0);
        for (int i = 0; i < 600; i++) {
            var step = ladder.step(i % 2 == 0 ? 850_000 : 750_000, 1280, 720, i * SECOND / 10);
            assertThat(step.height()).isEqualTo(first.height());
        }
    }

    @Test
    void aSlowMachineSendsSmallerPictures() {
        var ladder = new RateLadder();
        assertThat(ladder.step(5_000_000, 1280, 720, 0).height()).isEqualTo(720);
        ladder.tooLarge();
        assertThat(ladder.step(5_000_000, 1280, 720, SECOND).height()).isEqualTo(540);
        assertThat(ladder.step(5_000_000, 1280, 720, 3 * SECOND).height()).isEqualTo(540);
        ladder.timeToSpare();
        var _ = ladder.step(5_000_000, 1280, 720, 4 * SECOND);
        assertThat(ladder.step(5_000_000, 1280, 720, 6 * SECOND).height()).isEqualTo(720);
    }

    @Test
    void anEncoderIsTooSlowOnlyAfterAWhile() {
        var load = new EncoderLoad(0.3);
        int slow = 0;
        for (int i = 0; i < 300; i++) {
            var state = load.encoded(32_000_000, 30, i * SECOND / 30);
            slow += state == EncoderLoad.State.TOO_SLOW ? 1 : 0;
            assertThat(i < 90 && slow > 0).isFalse();
        }
        assertThat(slow).isBetween(1, 3);
    }
}
