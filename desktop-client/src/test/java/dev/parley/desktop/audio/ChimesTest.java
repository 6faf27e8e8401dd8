package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChimesTest {
    private static final int FRAME = 480; // 10 ms

    private final Chimes chimes = new Chimes();

    /** The loudest sample of each 10 ms until it is silent. */
    private int[] peaks() {
        int[] peaks = new int[100];
        short[] frame = new short[FRAME];
        for (int i = 0; i < peaks.length; i++) {
            if (!chimes.read(frame, 0)) {
                return java.util.Arrays.copyOf(peaks, i);
            }
            for (short sample : frame) {
                peaks[i] = Math.max(peaks[i], Math.abs(sample));
            }
        }
        return peaks;
    }

    @Test
    void withoutASoundThereIsSilence() {
        assertThat(chimes.read(new short[FRAME], 0)).isFalse();
    }

    @Test
    void aToneRisesRingsAndEnds() {
        chimes.ring(List.of(new Chimes.Note(880, 0)));
        int[] peaks = peaks();
        assertThat(peaks).hasSizeBetween(28, 29);
        assertThat(peaks[1]).isBetween(2_000, 3_000);
        assertThat(peaks[27]).isLessThan(30);
    }

    @Test
    void aLaterNoteBeginsLater() {
        chimes.ring(List.of(new Chimes.Note(523.25, 0.11)));
        int[] peaks = peaks();
        assertThat(java.util.Arrays.copyOf(peaks, 11)).containsOnly(0);
        assertThat(peaks[12]).isGreaterThan(2_000);
    }
}
