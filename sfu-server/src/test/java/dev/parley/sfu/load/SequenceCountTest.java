package dev.parley.sfu.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SequenceCountTest {
    private final SequenceCount count = new SequenceCount();

    private void receive(int... sequences) {
        for (int sequence : sequences) {
            count.received(sequence);
        }
    }

    private void expect(long expected, long unique, long lost, long duplicates) {
        assertThat(new long[] {count.expected(), count.unique(), count.lost(), count.duplicates()})
                .containsExactly(expected, unique, lost, duplicates);
    }

    @Test
    void nothingReceivedIsNothingExpected() {
        expect(0, 0, 0, 0);
    }

    @Test
    void everyPacketInOrderIsNoLoss() {
        receive(5, 6, 7, 8);
        expect(4, 4, 0, 0);
    }

    @Test
    void aGapIsLoss() {
        receive(5, 6, 9, 10);
        expect(6, 4, 2, 0);
    }

    @Test
    void aLatePacketFillsItsGap() {
        receive(5, 7, 6, 8);
        expect(4, 4, 0, 0);
    }

    @Test
    void aDuplicateIsCountedApartAndHidesNoLoss() {
        receive(5, 6, 6, 6, 8);
        expect(4, 3, 1, 2);
        assertThat(count.received(8)).isFalse();
        assertThat(count.received(7)).isTrue();
        expect(4, 4, 0, 3);
    }

    @ParameterizedTest
    @CsvSource({"65533", "65535", "0", "32767"})
    void numbersThatWrapAreStillInOrder(int first) {
        for (int i = 0; i < 10; i++) {
            count.received((first + i) & 0xffff);
        }
        expect(10, 10, 0, 0);
    }

    @Test
    void aDuplicateAcrossTheWrapIsFound() {
        receive(65534, 65535, 0, 1, 65535, 0);
        expect(4, 4, 0, 2);
    }

    @Test
    void aLossAcrossTheWrapIsFound() {
        receive(65534, 2);
        expect(5, 2, 3, 0);
    }

    @Test
    void severalRoundsOfTheNumbersAreCountedOn() {
        for (int i = 0; i < 200_000; i++) {
            count.received(i & 0xffff);
        }
        expect(200_000, 200_000, 0, 0);
    }

    @Test
    void aGapLongerThanTheMemoryIsLossAndForgetsWhatWasBefore() {
        receive(0, 1, 2000);
        expect(2001, 3, 1998, 0);
        assertThat(count.received(1)).as("too old to tell from a duplicate").isFalse();
        assertThat(count.received(2000 - SequenceCount.MEMORY + 1)).isTrue();
    }

    @Test
    void aWindowBeginsWithItsFirstPacket() {
        receive(1, 2, 9);
        count.startWindow();
        expect(0, 0, 0, 0);
        receive(10, 12);
        expect(3, 2, 1, 0);
    }

    @Test
    void aPacketFromBeforeTheWindowCountsNeitherAsGotNorAsLost() {
        receive(1, 3);
        count.startWindow();
        receive(4, 2, 5);
        expect(2, 2, 0, 0);
    }

    @Test
    void aDuplicateOfAPacketFromBeforeTheWindowIsStillADuplicate() {
        receive(1, 2, 3);
        count.startWindow();
        receive(4, 3);
        expect(1, 1, 0, 1);
    }
}
