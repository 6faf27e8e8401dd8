package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FreezeMeterTest {
    private static final long MILLI = 1_000_000;

    private final FreezeMeter meter = new FreezeMeter();
    private long now;

    private void pictures(int count, int everyMillis) {
        for (int i = 0; i < count; i++) {
            now += everyMillis * MILLI;
            meter.picture(now);
        }
    }

    private void startWithAPicture() {
        meter.picture(now);
        meter.startWindow(now);
    }

    private long frozenMillis() {
        return meter.frozenNanos(now) / MILLI;
    }

    @Test
    void pictureAfterPictureIsNoFreeze() {
        startWithAPicture();
        pictures(300, 33);

        assertThat(frozenMillis()).isZero();
    }

    @Test
    void aGapOfLessThan150MillisecondsMoreIsNoneAndALongerOneIsAllOfIt() {
        startWithAPicture();
        pictures(60, 40);
        pictures(1, 189);
        assertThat(frozenMillis()).isZero();
        pictures(60, 40);

        pictures(1, 191);

        assertThat(frozenMillis()).isEqualTo(191);
    }

    @Test
    void ofSlowPicturesThreeTimesTheUsualGapIsAFreeze() {
        pictures(60, 200);
        meter.startWindow(now);
        pictures(1, 599);
        assertThat(frozenMillis()).isZero();
        pictures(60, 200);

        pictures(1, 600);

        assertThat(frozenMillis()).isEqualTo(600);
    }

    @Test
    void whatHasNotComeYetCountsTooAndOnce() {
        startWithAPicture();
        pictures(60, 33);
        now += 1_000 * MILLI;
        assertThat(frozenMillis()).isEqualTo(1_000);

        meter.picture(now);

        assertThat(frozenMillis()).isEqualTo(1_000);
    }

    @Test
    void withoutAnyPictureAllOfTheWindowIsFrozen() {
        meter.startWindow(now);
        now += 700 * MILLI;
        assertThat(frozenMillis()).isEqualTo(700);

        meter.startWindow(now);
        now += 300 * MILLI;
        meter.picture(now);

        assertThat(frozenMillis()).isEqualTo(300);
    }

    @Test
    void ofAFreezeThatBeganBeforeTheWindowOnlyTheRestCounts() {
        pictures(60, 33);
        now += 2_000 * MILLI;
        meter.startWindow(now);

        pictures(1, 500);

        assertThat(frozenMillis()).isEqualTo(500);
    }
}
