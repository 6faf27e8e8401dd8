package dev.parley.desktop.ui.tray;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
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
        assertThat(isRed(live.getRGB(edge / 2, edge / 2))).isFalse();
        assertThat(isRed(muted.getRGB(edge / 2, edge / 2))).isTrue();
    }

    private static boolean isRed(int pixel) {
        Color colour = new Color(pixel);
        return colour.getRed() > 2 * colour.getGreen();
    }
}
