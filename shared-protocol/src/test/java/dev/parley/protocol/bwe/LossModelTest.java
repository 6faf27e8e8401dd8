package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LossModelTest {
    private final LossModel model = new LossModel();
    private final Random random = new Random(1);

    private int lost(int packets, double probability) {
        int lost = 0;
        for (int i = 0; i < packets; i++) {
            lost += random.nextDouble() < probability ? 1 : 0;
        }
        return lost;
    }

    @Test
    void lossByChanceAtAnyRateIsNoCongestion() {
        int alarms = 0;
        for (int i = 0; i < 2_000; i++) {
            model.observe(500_000 + random.nextInt(500_000), 40, lost(40, 0.1));
            alarms += model.capacity() < Double.POSITIVE_INFINITY ? 1 : 0;
        }
        assertThat(alarms).isLessThan(40);
        assertThat(model.chance()).isBetween(0.05, 0.15);
    }

    @Test
    void whatExceedsALinkShowsWhereItsLimitIs() {
        for (int i = 0; i < 24; i++) {
            double rate = i % 2 == 0 ? 1_000_000 : 700_000;
            model.observe(rate, 40, lost(40, Math.max(0, 1 - 800_000 / rate)));
        }
        assertThat(model.capacity()).isBetween(690_000.0, 900_000.0);
        assertThat(model.chance()).isLessThan(0.03);
    }

    @Test
    void congestionIsSeenBesideLossByChance() {
        for (int i = 0; i < 24; i++) {
            double rate = i % 2 == 0 ? 1_200_000 : 700_000;
            model.observe(rate, 60, lost(60, 0.1 + 0.9 * Math.max(0, 1 - 800_000 / rate)));
        }
        assertThat(model.capacity()).isBetween(690_000.0, 950_000.0);
        assertThat(model.chance()).isBetween(0.03, 0.2);
    }

    @Test
    void nothingLostIsNothingToExplain() {
        for (int i = 0; i < 30; i++) {
            model.observe(500_000 + i * 10_000, 40, 0);
        }
        assertThat(model.capacity()).isInfinite();
    }
}
