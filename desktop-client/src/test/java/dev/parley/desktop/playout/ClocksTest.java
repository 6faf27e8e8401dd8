package dev.parley.desktop.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClocksTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void rtpTimestampsBecomeTheSendersTimeAcrossTheirTurn() {
        var clock = new RtpClock(90_000);
        assertThat(clock.ntpNanos(0)).isEmpty();
        clock.report(100 * SECOND, 0xffff_ffffL - 44_999);
        assertThat(clock.ntpNanos(0xffff_ffffL - 44_999)).isEqualTo(OptionalLong.of(100 * SECOND));
        assertThat(clock.ntpNanos(45_000)).isEqualTo(OptionalLong.of(101 * SECOND));
        assertThat(clock.ntpNanos(0xffff_ffffL - 134_999)).isEqualTo(OptionalLong.of(99 * SECOND));
    }

    @Test
    void picturesAreShownWithTheirSound() {
        var sync = new LipSync();
        assertThat(sync.showAt(5)).isEmpty();
        sync.audioPlayed(1_000 * SECOND, 7 * SECOND);
        assertThat(sync.showAt(1_001 * SECOND)).isEqualTo(OptionalLong.of(8 * SECOND));
        // The jitter buffer stretches by 60 ms: followed, slowly.
        long last = 0;
        for (int i = 0; i < 200; i++) {
            sync.audioPlayed(1_000 * SECOND, 7 * SECOND + 60_000_000);
            long at = sync.showAt(1_000 * SECOND).orElseThrow();
            assertThat(at - 7 * SECOND).isBetween(last, 60_000_000L);
            last = at - 7 * SECOND;
        }
        assertThat(last).isGreaterThan(59_000_000L);
        // The sender's clock is set: at once.
        sync.audioPlayed(3_000 * SECOND, 8 * SECOND);
        assertThat(sync.showAt(3_000 * SECOND)).isEqualTo(OptionalLong.of(8 * SECOND));
        sync.audioEnded();
        assertThat(sync.showAt(3_000 * SECOND)).isEmpty();
    }

    @Test
    void freezesAreCountedAsBrowsersDo() {
        var meter = new FreezeMeter();
        long now = 0;
        for (int i = 0; i < 40; i++) {
            meter.shown(now);
            now += 33_000_000;
        }
        now += 100_000_000; // 133 ms: not yet
        meter.shown(now);
        assertThat(meter.freezes()).isZero();
        now += 300_000_000;
        meter.shown(now);
        assertThat(meter.freezes()).isEqualTo(1);
        assertThat(meter.frozenNanos()).isEqualTo(300_000_000);
        meter.paused();
        meter.shown(now + 10 * SECOND);
        assertThat(meter.freezes()).isEqualTo(1);
    }
}
