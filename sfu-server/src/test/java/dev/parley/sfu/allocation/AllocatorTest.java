package dev.parley.sfu.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.LayerRate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets what of a line. Rates are those of a camera in three sizes and two picture rates. */
class AllocatorTest {
    private static final List<LayerRate> CAMERA = List.of(
            new LayerRate(0, 0, 60_000),
            new LayerRate(0, 1, 100_000),
            new LayerRate(1, 0, 250_000),
            new LayerRate(1, 1, 400_000),
            new LayerRate(2, 0, 900_000),
            new LayerRate(2, 1, 1_500_000));
    private static final Layers ALL = new Layers(2, 2);
    private static final Layers BEST = new Layers(2, 1);
    private static final Layers LOWEST = new Layers(0, 0);

    private static Demand camera() {
        return new Demand(false, false, 1, CAMERA, ALL, 0, 0, Layers.NONE);
    }

    private static Demand camera(int priority) {
        return new Demand(false, false, priority, CAMERA, ALL, 0, 0, Layers.NONE);
    }

    private static Demand shown(int width, int height) {
        return new Demand(false, false, 1, CAMERA, ALL, width, height, Layers.NONE);
    }

    private static Demand had(Layers last) {
        return new Demand(false, false, 1, CAMERA, ALL, 0, 0, last);
    }

    private static Demand preferring(Layers preferred) {
        return new Demand(false, false, 1, CAMERA, preferred, 0, 0, Layers.NONE);
    }

    private static Demand screen() {
        return new Demand(
                false,
                true,
                1,
                List.of(new LayerRate(0, 0, 300_000), new LayerRate(0, 1, 800_000)),
                ALL,
                0,
                0,
                Layers.NONE);
    }

    private static Demand whole(long bitsPerSecond) {
        return new Demand(false, false, 1, List.of(new LayerRate(0, 0, bitsPerSecond)), ALL, 0, 0, Layers.NONE);
    }

    private static Demand audio() {
        return new Demand(true, false, 1, List.of(new LayerRate(0, 0, 40_000)), ALL, 0, 0, Layers.NONE);
    }

    private static List<Layers> share(long bitsPerSecond, Demand... demands) {
        return Allocator.allocate(bitsPerSecond, List.of(demands));
    }

    @Test
    void withoutALimitEveryoneGetsTheBest() {
        assertThat(share(Long.MAX_VALUE, camera(), camera(), audio())).containsExactly(BEST, BEST, LOWEST);
        assertThat(share(4_000_000, camera(), camera())).containsExactly(BEST, BEST);
    }

    @Test
    void theLowestLayerOfEveryoneComesBeforeTheSecondOfAnyone() {
        assertThat(share(250_000, camera(255), camera(1), camera(1))).containsExactly(new Layers(0, 0), LOWEST, LOWEST);
        assertThat(share(260_000, camera(255), camera(1), camera(1))).containsExactly(new Layers(0, 1), LOWEST, LOWEST);
    }

    @Test
    void whereTheLowestLayersDoNotFitTheLeastImportantGoWithout() {
        assertThat(share(150_000, camera(1), camera(9), camera(5))).containsExactly(Layers.NONE, LOWEST, LOWEST);
        assertThat(share(20_000, camera(1), camera(9), camera(5))).containsExactly(Layers.NONE, LOWEST, Layers.NONE);
    }

    @Test
    void ofOnePriorityLayersAreGivenInTurns() {
        assertThat(share(700_000, camera(), camera())).containsExactly(new Layers(1, 0), new Layers(1, 0));
        assertThat(share(800_000, camera(), camera())).containsExactly(new Layers(1, 1), new Layers(1, 0));
    }

    @Test
    void aHigherPriorityGetsAllItCanUseFirst() {
        assertThat(share(1_900_000, camera(1), camera(2))).containsExactly(new Layers(0, 1), BEST);
    }

    @Test
    void aScreenGoesBeforeThumbnails() {
        assertThat(share(1_100_000, camera(255), screen())).containsExactly(new Layers(0, 1), new Layers(0, 1));
    }

    @Test
    void audioIsNeverTouchedAndIsPaidForFirst() {
        assertThat(share(0, audio(), audio(), camera())).containsExactly(LOWEST, LOWEST, LOWEST);
        assertThat(share(300_000, camera())).containsExactly(new Layers(1, 0));
        assertThat(share(300_000, camera(), audio())).containsExactly(new Layers(0, 1), LOWEST);
    }

    @Test
    void videoWithoutLayersIsSentAndCounted() {
        assertThat(share(1_000_000, whole(900_000), camera(), camera())).containsExactly(LOWEST, LOWEST, Layers.NONE);
    }

    @Test
    void ofOnePriorityTheLargestPictureGoesFirst() {
        assertThat(share(800_000, shown(200, 112), shown(1280, 720)))
                .containsExactly(new Layers(1, 0), new Layers(1, 1));
    }

    @Test
    void whatASmallPictureDoesNotNeedGoesToALargeOne() {
        Demand small = new Demand(false, false, 1, CAMERA.subList(0, 2), ALL, 200, 112, Layers.NONE);
        assertThat(share(2_000_000, small, small, shown(1280, 720)))
                .containsExactly(new Layers(0, 1), new Layers(0, 1), BEST);
    }

    @Test
    void nothingAboveWhatIsPreferred() {
        assertThat(share(Long.MAX_VALUE, preferring(new Layers(1, 0)))).containsExactly(new Layers(1, 0));
        assertThat(share(Long.MAX_VALUE, preferring(new Layers(1, 5)))).containsExactly(new Layers(1, 1));
    }

    @Test
    void whatAStreamHasItKeepsWhileItFitsAndMoreNeedsAMargin() {
        assertThat(share(400_000, camera())).containsExactly(new Layers(1, 0));
        assertThat(share(400_000, had(new Layers(1, 1)))).containsExactly(new Layers(1, 1));
        assertThat(share(399_000, had(new Layers(1, 1)))).containsExactly(new Layers(1, 0));
        assertThat(share(450_000, had(new Layers(1, 0)))).containsExactly(new Layers(1, 0));
        assertThat(share(460_000, had(new Layers(1, 0)))).containsExactly(new Layers(1, 1));
    }

    @Test
    void aLayerDearerThanABetterOneIsSkipped() {
        Demand odd = new Demand(
                false,
                false,
                1,
                List.of(new LayerRate(0, 0, 100_000), new LayerRate(1, 0, 200_000), new LayerRate(0, 1, 250_000)),
                ALL,
                0,
                0,
                Layers.NONE);
        assertThat(share(Long.MAX_VALUE, odd)).containsExactly(new Layers(1, 0));
    }

    @Test
    void nobodyAsksForNothing() {
        assertThat(share(1_000_000)).isEmpty();
        assertThat(Allocator.wanted(List.of(camera(), audio(), preferring(new Layers(0, 1)))))
                .isEqualTo(1_640_000);
    }
}
