package dev.parley.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContinuityTest {
    private static final int CLOCK = 90_000;
    private static final long SECOND = 1_000_000_000L;
    private static final int FRAME = 3_000;

    private final Continuity continuity = new Continuity(CLOCK, 500);
    private long now;

    private void forward(long sequence, int timestamp, int pictureId, int tl0) {
        continuity.sent(
                sequence,
                continuity.sequence(sequence),
                continuity.timestamp(timestamp),
                pictureId < 0 ? -1 : continuity.pictureId(pictureId),
                tl0 < 0 ? -1 : continuity.tl0(tl0),
                now);
    }

    @Test
    void theFirstPacketGetsTheFirstSequenceNumber() {
        continuity.restartAt(70_000, 1234, 7, 3, now);

        assertThat(continuity.sequence(70_000)).isEqualTo(500);
        assertThat(continuity.timestamp(1234)).isEqualTo(1234);
        assertThat(continuity.pictureId(7)).isEqualTo(7);
        assertThat(continuity.tl0(3)).isEqualTo(3);
    }

    @Test
    void holesOfTheNetworkStayHoles() {
        continuity.restartAt(70_000, 0, -1, -1, now);
        forward(70_000, 0, -1, -1);

        assertThat(continuity.sequence(70_005)).isEqualTo(505);
    }

    @Test
    void aPauseLeavesNoGapInNumbersAndKeepsTheTimestampsDistance() {
        continuity.restartAt(70_000, 9_000, 100, 20, now);
        forward(70_000, 9_000, 100, 20);
        forward(70_001, 9_000, 100, 20);

        now += 2 * SECOND;
        continuity.restartAt(70_400, 9_000 + 2 * CLOCK, 160, 50, now);

        assertThat(continuity.sequence(70_400)).isEqualTo(502);
        assertThat(continuity.timestamp(9_000 + 2 * CLOCK)).isEqualTo(9_000 + 2 * CLOCK);
        assertThat(continuity.pictureId(160)).isEqualTo(101);
        assertThat(continuity.tl0(50)).isEqualTo(21);
    }

    @Test
    void packetsFromBeforeTheRestartAreNotMapped() {
        continuity.restartAt(70_000, 0, -1, -1, now);
        forward(70_000, 0, -1, -1);
        continuity.restartAt(70_100, FRAME, -1, -1, now);

        assertThat(continuity.maps(70_099)).isFalse();
        assertThat(continuity.maps(70_100)).isTrue();
    }

    @Test
    void aJumpOfTheProducersClockIsTakenOut() {
        continuity.restartAt(70_000, 9_000, -1, -1, now);
        forward(70_000, 9_000, -1, -1);

        now += SECOND;
        int elsewhere = 9_000 + 500 * CLOCK;
        continuity.restartAt(80_000, elsewhere, -1, -1, now);

        assertThat(continuity.timestamp(elsewhere)).isEqualTo(9_000 + CLOCK);
    }

    @Test
    void aClockThatWentBackNeverGoesBackForTheConsumer() {
        continuity.restartAt(70_000, 900_000, -1, -1, now);
        forward(70_000, 900_000, -1, -1);

        continuity.restartAt(80_000, 5, -1, -1, now);

        assertThat(continuity.timestamp(5) - 900_000).isPositive();
    }

    @Test
    void everyNumberWraps() {
        Continuity late = new Continuity(CLOCK, 65_535);
        late.restartAt(70_000, 0xffff_fff0, 32_767, 255, now);
        assertThat(late.sequence(70_001)).isZero();

        late.sent(70_000, late.sequence(70_000), late.timestamp(0xffff_fff0), 32_767, 255, now);
        now += SECOND / 30;
        late.restartAt(70_050, 0xffff_fff0 + FRAME, 4, 9, now);

        assertThat(late.sequence(70_050)).isZero();
        assertThat(late.pictureId(4)).isZero();
        assertThat(late.tl0(9)).isZero();
        assertThat(late.timestamp(0xffff_fff0 + FRAME)).isEqualTo(0xffff_fff0 + FRAME);
    }

    @Test
    void aConsumersNumberLeadsBackToTheProducers() {
        continuity.restartAt(70_000, 0, -1, -1, now);
        forward(70_000, 0, -1, -1);
        forward(70_010, 0, -1, -1);

        assertThat(continuity.producerSequence(505)).isEqualTo(70_005);
        assertThat(continuity.producerSequence(510)).isEqualTo(70_010);
    }

    @Test
    void aReorderedPacketDoesNotMoveThePointToGoOnFrom() {
        continuity.restartAt(70_000, 0, 10, 1, now);
        forward(70_002, FRAME, 11, 2);
        forward(70_001, 0, 10, 1);
        continuity.restartAt(70_100, 9 * FRAME, 50, 9, now);

        assertThat(continuity.sequence(70_100)).isEqualTo(503);
        assertThat(continuity.pictureId(50)).isEqualTo(12);
    }
}
