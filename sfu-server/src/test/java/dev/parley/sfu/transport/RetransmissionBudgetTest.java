package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RetransmissionBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PACKET = 1_000;

    private final RetransmissionBudget budget = new RetransmissionBudget();
    private long now = SECOND;

    /** So many packets a second are sent on such a line, while all of them are asked for; gives those sent again. */
    private int sentAgain(int seconds, int perSecond, long bitsPerSecond) {
        int again = 0;
        for (int i = 0; i < seconds * perSecond; i++) {
            now += SECOND / perSecond;
            budget.line(bitsPerSecond, now);
            budget.sent(PACKET);
            if (budget.take(PACKET)) {
                again++;
                budget.sent(PACKET);
            }
        }
        return again;
    }

    @Test
    void aLineWithRoomIsRepairedWhateverIsLost() {
        sentAgain(5, 100, 4_000_000);

        assertThat(sentAgain(10, 100, 4_000_000)).isBetween(950, 1_000);
    }

    @Test
    void withoutALimitItIsTheSame() {
        sentAgain(5, 100, Long.MAX_VALUE);

        assertThat(sentAgain(10, 100, Long.MAX_VALUE)).isBetween(950, 1_000);
    }

    @Test
    void whereMoreIsSentThanTheLineCarriesHalfOfWhatItCarriesIsTheMost() {
        sentAgain(5, 100, 80_000); // ten packets a second

        assertThat(sentAgain(10, 100, 80_000)).isBetween(40, 55);
    }

    @Test
    void whatABurstMayTakeIsHalfASecondOfTheLine() {
        sentAgain(5, 100, 800_000);
        for (int i = 0; i < 500; i++) {
            now += SECOND / 100;
            budget.line(800_000, now);
            budget.sent(PACKET);
        }

        int burst = 0;
        while (budget.take(PACKET)) {
            burst++;
        }

        assertThat(burst).isEqualTo(50);
    }
}
