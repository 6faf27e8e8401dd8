package dev.parley.desktop.ui.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignPictureTest {
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 48})
    void itIsAsLargeAsTheTrayAsksForAndCrossedOutWhileMuted(int edge) {
        BufferedImage live = (BufferedImage) SignPicture.of(new Dimension(edge, edge), false);
        BufferedImage muted = (BufferedImage) SignPicture.of(new Dimension(edge, edge), true);

        assertThat(live.getWidth()).isEqualTo(edge);
        assertThat(muted.getHeight()).isEqualTo(edge);
        assertThat(redPixels(live)).isZero();
        assertThat(redPixels(muted)).isGreaterThan(edge / 2);
    }

    private static long redPixels(BufferedImage picture) {
        return Arrays.stream(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .mapToObj(Color::new)
                .filter(colour -> colour.getRed() > 2 * colour.getGreen())
                .count();
    }
}
