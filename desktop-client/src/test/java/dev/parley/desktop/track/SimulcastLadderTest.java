package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulcastLadderTest {
    private static final int ALL = 2;
    private static final long SECOND = 1_000_000_000L;

    private static String sent(List<Ladder.Step> steps) {
        return steps.stream()
                .filter(step -> step.bitsPerSecond() > 0)
                .map(step -> step.width() + "x" + step.height() + " " + step.bitsPerSecond() / 1000)
                .collect(Collectors.joining(", "));
    }

    private static String sent(SimulcastLadder ladder, long bits, int wanted) {
        return sent(ladder.steps(bits, wanted, 1280, 720, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // kbit/s | source | in these sizes with these kbit/s
                "5000 | 1280 |  720 | 320x180 150, 640x360 600, 1280x720 2500",
                "1500 | 1280 |  720 | 320x180 150, 640x360 600, 1280x720 750",
                "1400 | 1280 |  720 | 320x180 150, 960x540 1250",
                " 700 | 1280 |  720 | 320x180 150, 960x540 550",
                " 600 | 1280 |  720 | 320x180 150, 640x360 450",
                " 500 | 1280 |  720 | 320x180 150, 640x360 350",
                " 320 | 1280 |  720 | 480x270 320",
                " 160 | 1280 |  720 | 480x270 160",
                " 150 | 1280 |  720 | 320x180 150",
                " 100 | 1280 |  720 | 320x180 100",
                "  10 | 1280 |  720 | 320x180 10",
                "5000 | 1920 | 1080 | 320x180 150, 640x360 600, 1280x720 2500",
                "5000 |  960 |  540 | 240x136 150, 480x270 600, 960x540 2500",
                "5000 |  640 |  480 | 320x240 150, 640x480 800",
                "1000 |  720 | 1280 | 180x320 150, 540x960 850",
                "5000 |  720 | 1280 | 180x320 150, 360x640 600, 720x1280 2500",
                "5000 |  320 |  180 | 320x180 300",
            })
    void aBitrateIsSharedOutFromTheSmallestSizeOn(long kilobits, int width, int height, String expected) {
        assertThat(sent(new SimulcastLadder(3).steps(kilobits * 1000, ALL, width, height, 0)))
                .isEqualTo(expected);
    }

    @Test
    void whatNobodyWatchesIsNotCodedButTheSmallestSizeIs() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder, 5_000_000, 1)).isEqualTo("320x180 150, 640x360 600");
        assertThat(sent(ladder, 5_000_000, 0)).isEqualTo("320x180 150");
        assertThat(sent(ladder, 5_000_000, -1)).isEqualTo("320x180 150");
        assertThat(sent(ladder, 5_000_000, ALL)).contains("1280x720");
    }

    @Test
    void aSizeBegunGoesOnWithABitLessThanItNeedsToBegin() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder, 1_400_000, ALL)).doesNotContain("1280x720");
        assertThat(sent(ladder, 1_500_000, ALL)).contains("1280x720");
        assertThat(sent(ladder, 1_400_000, ALL)).contains("1280x720 650");
        assertThat(sent(ladder, 1_300_000, ALL)).doesNotContain("1280x720");
        assertThat(sent(ladder, 1_400_000, ALL)).doesNotContain("1280x720");
    }

    @Test
    void theHighestSizeShrinksAtOnceAndGrowsAfterAWhileOfPlenty() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder.steps(1_000_000, ALL, 1280, 720, 0))).contains("960x540 850");
        assertThat(sent(ladder.steps(600_000, ALL, 1280, 720, SECOND))).contains("640x360 450");
        assertThat(sent(ladder.steps(1_000_000, ALL, 1280, 720, 2 * SECOND))).contains("640x360 600");
        assertThat(sent(ladder.steps(1_000_000, ALL, 1280, 720, 3 * SECOND))).contains("960x540 850");
    }

    @Test
    void noSizeIsEnlargedForThoseWhoWatchItSmall() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder, 1_000_000, 1)).isEqualTo("320x180 150, 640x360 600");
        assertThat(sent(ladder, 1_000_000, 0)).isEqualTo("320x180 150");
    }

    @Test
    void aSlowMachineFirstEnlargesNoSize() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder, 1_000_000, ALL)).contains("960x540");
        ladder.tooLarge();
        assertThat(sent(ladder, 1_000_000, ALL)).isEqualTo("320x180 150, 640x360 600");
        ladder.tooLarge();
        assertThat(sent(ladder, 1_000_000, ALL)).isEqualTo("320x180 150");
        for (int i = 0; i < 3; i++) {
            ladder.timeToSpare();
        }
        assertThat(sent(ladder, 1_000_000, ALL)).contains("960x540");
    }

    @Test
    void aSlowMachineSendsFewerSizes() {
        var ladder = new SimulcastLadder(3);
        assertThat(sent(ladder, 5_000_000, ALL)).contains("1280x720");
        ladder.tooLarge();
        assertThat(sent(ladder, 5_000_000, ALL)).isEqualTo("320x180 150, 640x360 600");
        ladder.tooLarge();
        assertThat(sent(ladder, 5_000_000, ALL)).isEqualTo("320x180 150");
        ladder.tooLarge();
        assertThat(sent(ladder, 5_000_000, ALL)).isEqualTo("320x180 150");
        ladder.timeToSpare();
        ladder.timeToSpare();
        ladder.timeToSpare();
        assertThat(sent(ladder, 5_000_000, ALL)).contains("1280x720");
    }

    @Test
    void onALineThatCarriesLittleTheSmallestSizeHasFewerPictures() {
        var ladder = new SimulcastLadder(3);
        assertThat(ladder.steps(150_000, ALL, 1280, 720, 0).getFirst().framesPerSecond())
                .isEqualTo(30);
        assertThat(ladder.steps(40_000, ALL, 1280, 720, 0).getFirst().framesPerSecond())
                .isBetween(15.0, 25.0);
        assertThat(ladder.steps(1_000, ALL, 1280, 720, 0).getFirst().framesPerSecond())
                .isEqualTo(5);
    }

    @Test
    void neverIsMoreSharedOutThanThereIsAndNoSizeIsLeftOutInBetween() {
        var random = new SplittableRandom(5);
        var ladder = new SimulcastLadder(3);
        for (int i = 0; i < 10_000; i++) {
            long bits = random.nextLong(1, 4_000_000);
            int wanted = random.nextInt(-1, 3);
            List<Ladder.Step> steps = ladder.steps(bits, wanted, 1280, 720, 0);
            assertThat(steps.stream().mapToLong(Ladder.Step::bitsPerSecond).sum())
                    .isLessThanOrEqualTo(bits);
            assertThat(steps.getFirst().bitsPerSecond()).isPositive();
            for (int layer = 1; layer < steps.size(); layer++) {
                if (steps.get(layer).bitsPerSecond() > 0) {
                    assertThat(layer).isLessThanOrEqualTo(wanted);
                    assertThat(steps.get(layer - 1).height())
                            .isLessThan(steps.get(layer).height());
                    assertThat(steps.get(layer - 1).bitsPerSecond())
                            .isEqualTo(CameraLayers.of(720).get(layer - 1).most());
                }
            }
            switch (random.nextInt(50)) {
                case 0 -> ladder.tooLarge();
                case 1, 2 -> ladder.timeToSpare();
                default -> {}
            }
        }
    }
}
