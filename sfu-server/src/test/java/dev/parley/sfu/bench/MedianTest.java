package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class MedianTest {
    @Test
    void theMiddleOfAnOddNumber() {
        assertThat(Median.of(9, 1, 5)).isEqualTo(5);
        assertThat(Median.of(3)).isEqualTo(3);
    }

    @Test
    void theMeanOfTheMiddleTwoOfAnEvenNumber() {
        assertThat(Median.of(1, 100, 3, 5)).isEqualTo(4);
    }

    @Test
    void ofNothingThereIsNone() {
        assertThatIllegalArgumentException().isThrownBy(Median::of);
    }
}
