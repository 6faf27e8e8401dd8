package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private final Limiter limiter = new Limiter();
    private final int[] sums = new int[480];
    private final short[] out = new short[480];

    @Test
    void whatFitsPassesUnchanged() {
        var random = new Random(1);
        for (int frame = 0; frame < 100; frame++) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = random.nextInt(-29_000, 29_000);
            }
            limiter.limit(sums, out);
            for (int i = 0; i < sums.length; i++) {
                assertThat((int) out[i]).isEqualTo(sums[i]);
            }
        }
    }

    @Test
    void nineLoudVoicesStayBelowFullScaleAfterTheFirstMillisecond() {
        for (int frame = 0; frame < 50; frame++) {
            sine(frame, 9 * 20_000);
            limiter.limit(sums, out);
            for (int i = frame == 0 ? 48 : 0; i < out.length; i++) {
                assertThat(Math.abs(out[i])).isLessThanOrEqualTo(29_210);
            }
        }
    }

    @Test
    void aSuddenShoutIsNotWrappedAround() {
        sine(0, 1000);
        limiter.limit(sums, out);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = i % 2 == 0 ? 9 * Short.MAX_VALUE : 9 * Short.MIN_VALUE;
        }
        limiter.limit(sums, out);
        for (int i = 0; i < sums.length; i++) {
            assertThat(Integer.signum(out[i])).isEqualTo(Integer.signum(sums[i]));
        }
    }

    @Test
    void theGainComesBackWithinAQuarterOfASecond() {
        for (int frame = 0; frame < 10; frame++) {
            sine(frame, 100_000);
            limiter.limit(sums, out);
        }
        for (int frame = 10; frame < 35; frame++) {
            sine(frame, 10_000);
            limiter.limit(sums, out);
        }
        for (int i = 0; i < sums.length; i++) {
            assertThat((int) out[i]).isEqualTo(sums[i]);
        }
    }

    private void sine(int frame, int amplitude) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (int) (amplitude * Math.sin(2 * Math.PI * 300 * (frame * 480 + i) / 48_000.0));
        }
    }
}
