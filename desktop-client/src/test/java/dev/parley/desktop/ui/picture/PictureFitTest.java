package dev.parley.desktop.ui.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFitTest {
    @ParameterizedTest
    @CsvSource({
        "1280, 720, 640, 360, 640, 360",
        "1280, 720, 400, 300, 533, 300", // cut left and right
        "640, 480, 640, 360, 640, 480", // cut above and below
        "360, 640, 640, 360, 203, 360", // upright in a wide tile: whole
        "1280, 720, 200, 400, 200, 113", // wide in an upright tile: whole
    })
    void aPictureIsCutOrWholeByHowMuchWouldBeLost(
            int width, int height, int placeWidth, int placeHeight, int fitWidth, int fitHeight) {
        assertThat(PictureFit.of(width, height, placeWidth, placeHeight, false))
                .isEqualTo(new PictureFit(fitWidth, fitHeight));
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080, 400, 300, 400, 225", "1024, 768, 640, 360, 480, 360"})
    void nothingOfASharedScreenIsCut(
            int width, int height, int placeWidth, int placeHeight, int fitWidth, int fitHeight) {
        assertThat(PictureFit.of(width, height, placeWidth, placeHeight, true))
                .isEqualTo(new PictureFit(fitWidth, fitHeight));
    }
}
