package dev.parley.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
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
                pictureId < 0 ? -1 : continuity.pictureId(sequence, pictureId),
                tl0 < 0 ? -1 : continuity.tl0(tl0),
                now);
    }

    @Test
    void theFirstPacketGetsTheFirstSequenceNumber() {
        continuity.restartAt(70_000, 1234, 7, 3, now);

        assertThat(continuity.sequence(70_000)).isEqualTo(500);
        assertThat(continuity.timestamp(1234)).isEqualTo(1234);
        assertThat(continuity.pictureId(70_000, 7)).isEqualTo(7);
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
        assertThat(continuity.pictureId(70_400, 160)).isEqualTo(101);
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
        assertThat(late.pictureId(70_050, 4)).isZero();
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
        assertThat(continuity.pictureId(70_100, 50)).isEqualTo(12);
    }

    @Test
    void whatIsLeftOutLeavesNoGapInNumbersAndPictures() {
        continuity.restartAt(70_000, 0, 10, 1, now);
        forward(70_000, 0, 10, 1);
        continuity.leaveOut(70_001, FRAME);
        continuity.leaveOut(70_002, FRAME);
        forward(70_003, 2 * FRAME, 12, 2);
        continuity.leaveOut(70_004, 3 * FRAME);

        assertThat(continuity.sequence(70_003)).isEqualTo(501);
        assertThat(continuity.pictureId(70_003, 12)).isEqualTo(11);
        assertThat(continuity.sequence(70_005)).isEqualTo(502);
        assertThat(continuity.pictureId(70_005, 14)).isEqualTo(12);
        assertThat(continuity.isLeftOut(70_004)).isTrue();
        assertThat(continuity.isLeftOut(70_003)).isFalse();
        assertThat(continuity.comesAfterAll(70_004)).isFalse();
        assertThat(continuity.comesAfterAll(70_005)).isTrue();
    }

    @Test
    void whatWentOutBetweenPacketsOfOnePictureKeepsItsNumber() {
        continuity.restartAt(70_000, 0, -1, -1, now);
        forward(70_000, 0, -1, -1);
        continuity.leaveOut(70_001, FRAME);
        forward(70_002, 2 * FRAME, -1, -1);
        // As numbers of seven bits have it after 128 pictures, or a publisher who repeats them.
        continuity.leaveOut(70_003, FRAME);
        forward(70_004, 3 * FRAME, -1, -1);

        assertThat(continuity.sequence(70_002)).isEqualTo(501);
        assertThat(continuity.isLeftOut(70_002)).isFalse();
        assertThat(continuity.sequence(70_004)).isEqualTo(502);
    }

    @Test
    void whatIsMissingBesideWhatIsLeftOutKeepsItsNumber() {
        continuity.restartAt(70_000, 0, 10, 1, now);
        forward(70_000, 0, 10, 1);
        // 70_001 is missing and of nobody knows which picture; 70_003 is missing amid a picture that is left out.
        continuity.leaveOut(70_002, FRAME);
        continuity.leaveOut(70_004, FRAME);

        assertThat(continuity.sequence(70_001)).isEqualTo(501);
        assertThat(continuity.isLeftOut(70_003)).isTrue();
        assertThat(continuity.sequence(70_005)).isEqualTo(502);
        assertThat(continuity.pictureId(70_005, 12)).isEqualTo(11);
    }

    @Test
    void aConsumersNumberLeadsBackToTheProducersOverWhatWasLeftOut() {
        continuity.restartAt(70_000, 0, 10, 1, now);
        for (int i = 0; i < 1_000; i++) {
            if (i % 3 == 2) {
                continuity.leaveOut(70_000 + i, i * FRAME);
            } else {
                forward(70_000 + i, i * FRAME, 10 + i, 1);
            }
        }

        for (long sequence = 70_999; sequence > 70_700; sequence--) {
            if ((sequence - 70_000) % 3 != 2) {
                assertThat(continuity.producerSequence(continuity.sequence(sequence)))
                        .isEqualTo(sequence);
            }
        }
        // Of what was long ago nobody knows any more what was left out before it.
        assertThat(continuity.maps(70_500)).isFalse();
        assertThat(continuity.maps(70_700)).isTrue();
    }

    @Test
    void anotherEncodingGoesOnAtTheSameInstantByTheClocksOfBoth() {
        continuity.restartAt(70_000, 9_000, 10, 1, now);
        forward(70_000, 9_000, 10, 1);

        continuity.switchTo(500, 77_000, OptionalInt.of(9_000 + FRAME), 3, 200, now);

        assertThat(continuity.sequence(500)).isEqualTo(501);
        assertThat(continuity.timestamp(77_000)).isEqualTo(9_000 + FRAME);
        assertThat(continuity.pictureId(500, 3)).isEqualTo(11);
        assertThat(continuity.tl0(200)).isEqualTo(2);
    }

    @Test
    void anotherEncodingWithoutAClockGoesOnByTheWallClock() {
        continuity.restartAt(70_000, 9_000, 10, 1, now);
        forward(70_000, 9_000, 10, 1);
        now += SECOND / 10;

        continuity.switchTo(500, 77_000, OptionalInt.empty(), 3, 200, now);

        assertThat(continuity.timestamp(77_000)).isEqualTo(9_000 + CLOCK / 10);
    }

    @Test
    void clocksThatCannotBeRightAreNotFollowed() {
        continuity.restartAt(70_000, 9_000, 10, 1, now);
        forward(70_000, 9_000, 10, 1);
        now += SECOND / 10;

        continuity.switchTo(500, 77_000, OptionalInt.of(9_000 + 100 * CLOCK), 3, 200, now);

        assertThat(continuity.timestamp(77_000)).isEqualTo(9_000 + CLOCK / 10);
    }

    @Test
    void anEncodingThatLagsBehindWhatWasShownCatchesUpWithoutStandingStill() {
        continuity.restartAt(70_000, 90_000, 10, 1, now);
        forward(70_000, 90_000, 10, 1);

        // Its key frame is of an instant two frames before the last one shown.
        continuity.switchTo(500, 0, OptionalInt.of(90_000 - 2 * FRAME), 3, 200, now);

        int last = 90_000;
        for (int frame = 0; frame < 8; frame++) {
            int shown = continuity.timestamp(frame * FRAME);
            assertThat(shown).isGreaterThan(last);
            last = shown;
        }
        // After a while, time is right again.
        assertThat(continuity.timestamp(8 * FRAME)).isEqualTo(90_000 + 6 * FRAME);
    }

    @Test
    void whatWasKeptIsPlayedAtOnce() {
        assertThat(continuity.restartAtKept(70_000, 9_000, 9_000 + CLOCK, 10, 1, now))
                .isTrue();

        assertThat(continuity.timestamp(9_000 + CLOCK)).isEqualTo(9_000 + CLOCK);
        assertThat(continuity.timestamp(9_000)).isEqualTo(9_000 + CLOCK - CLOCK / 16);
        assertThat(continuity.timestamp(9_000 + 2 * CLOCK)).isEqualTo(9_000 + 2 * CLOCK);
    }

    @Test
    void whatWasKeptIsNotPlayedTwice() {
        continuity.restartAt(70_000, 9_000, 10, 1, now);
        forward(70_030, 9_000 + CLOCK, 40, 30);
        int next = continuity.sequence(70_031);

        assertThat(continuity.restartAtKept(70_000, 9_000, 9_000 + CLOCK, 10, 1, now))
                .isFalse();
        assertThat(continuity.sequence(70_031)).isEqualTo(next);
    }
}
