package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWindowTest {
    private final ReplayWindow window = new ReplayWindow(1024);

    @Test
    void anIndexIsNewOnce() {
        assertThat(window.isNew(7)).isTrue();
        window.accept(7);
        assertThat(window.isNew(7)).isFalse();
        assertThat(window.isNew(6)).isTrue();
        assertThat(window.highest()).isEqualTo(7);
    }

    @Test
    void theWindowEndsAfterItsSize() {
        window.accept(5000);
        assertThat(window.isNew(5000 - 1023)).isTrue();
        assertThat(window.isNew(5000 - 1024)).isFalse();
    }

    @Test
    void negativeIndicesAreNeverNew() {
        assertThat(window.isNew(-5)).isFalse();
        window.accept(3);
        assertThat(window.isNew(-1)).isFalse();
    }

    @Test
    void aJumpForgetsWhatFellOut() {
        window.accept(10);
        window.accept(10 + 5 * 1024);
        assertThat(window.isNew(9 + 5 * 1024)).isTrue();
        assertThat(window.isNew(10)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 1024})
    void itAgreesWithASetUnderRandomOrder(int size) {
        ReplayWindow window = new ReplayWindow(size);
        Random random = new Random(42);
        Set<Long> seen = new HashSet<>();
        long highest = -1;
        for (int i = 0; i < 50_000; i++) {
            long index =
                    Math.max(0, highest + random.nextInt(-size - size / 3, random.nextInt(100) == 0 ? 3 * size : 20));
            boolean expected = !seen.contains(index) && index > highest - size;
            assertThat(window.isNew(index))
                    .as("index %d, highest %d", index, highest)
                    .isEqualTo(expected);
            if (expected) {
                window.accept(index);
                seen.add(index);
                highest = Math.max(highest, index);
            }
        }
    }

    @Test
    void aSizeThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> new ReplayWindow(1000)).isInstanceOf(IllegalArgumentException.class);
    }
}
