package dev.parley.desktop.ui.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ZoomTest {
    private static final double WIDTH = 800;
    private static final double HEIGHT = 600;

    @Test
    void thePointUnderTheMouseStaysWhereItIs() {
        double mouse = 120;
        Zoom before = Zoom.WHOLE.by(2, 0, 0, WIDTH, HEIGHT);
        Zoom after = before.by(Zoom.STEP, mouse, 0, WIDTH, HEIGHT);
        double seenBefore = (mouse - before.x()) / before.factor();
        double seenAfter = (mouse - after.x()) / after.factor();
        assertThat(seenAfter).isCloseTo(seenBefore, within(1e-9));
    }

    @Test
    void itIsNeverSmallerThanWholeNorLargerThanEightTimes() {
        Zoom zoom = Zoom.WHOLE;
        for (int i = 0; i < 20; i++) {
            zoom = zoom.by(Zoom.STEP, 0, 0, WIDTH, HEIGHT);
        }
        assertThat(zoom.factor()).isEqualTo(8);
        for (int i = 0; i < 40; i++) {
            zoom = zoom.by(1 / Zoom.STEP, 300, 200, WIDTH, HEIGHT);
        }
        assertThat(zoom).isEqualTo(Zoom.WHOLE);
    }

    @Test
    void theEdgeOfThePictureNeverComesIntoTheFrame() {
        Zoom zoom = Zoom.WHOLE.by(3, 0, 0, WIDTH, HEIGHT).moved(10_000, -10_000, WIDTH, HEIGHT);
        assertThat(zoom.x()).isEqualTo(WIDTH);
        assertThat(zoom.y()).isEqualTo(-HEIGHT);
        assertThat(zoom.within(WIDTH / 2, HEIGHT).x()).isEqualTo(WIDTH / 2);
        assertThat(Zoom.WHOLE.moved(50, 50, WIDTH, HEIGHT)).isEqualTo(Zoom.WHOLE);
    }
}
