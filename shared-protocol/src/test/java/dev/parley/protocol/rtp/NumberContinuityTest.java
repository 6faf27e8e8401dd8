package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberContinuityTest {
    /** Script: a number is mapped, {@code -n} omitted, {@code R} restarts, {@code R3} restarts with a gap of 3. */
    @ParameterizedTest
    @CsvSource({
        "16, 100, '7 8 9', '100 101 102'",
        "16, 65534, '7 8 9 10', '65534 65535 0 1'",
        "16, 100, '65534 65535 0 1', '100 101 102 103'",
        // what the network lost stays lost
        "16, 100, '7 10 8 9', '100 103 101 102'",
        // what was left out closes up, and reordered ones keep their place
        "16, 100, '7 -8 9 10', '100 101 102'",
        "16, 100, '7 -8 -9 -10 11', '100 101'",
        "16, 100, '7 9 -10 11 8', '100 102 103 101'",
        "16, 100, '7 -8 10 -11 12 9', '100 102 103 101'",
        // too late to leave out: a hole has been shown already
        "16, 100, '7 9 -8 10', '100 102 103'",
        // a source that restarted goes on where the old one ended
        "16, 100, '7 8 R 40000 40001', '100 101 102 103'",
        "16, 100, '7 8 R3 5 6', '100 101 104 105'",
        "15, 32766, '1 2 3 R 900 901', '32766 32767 0 1 2'",
        "15, 5, '32767 0 1 -2 3', '5 6 7 8'",
        "8, 255, '9 10 11 -12 13', '255 0 1 2'",
    })
    void numbersGoOutWithoutHolesOfOurMaking(int bits, int first, String script, String expected) {
        NumberContinuity continuity = new NumberContinuity(bits, first);
        StringBuilder out = new StringBuilder();
        for (String step : script.split(" ", -1)) {
            if (step.startsWith("R")) {
                continuity.restart(step.length() == 1 ? 1 : Integer.parseInt(step.substring(1)));
            } else if (step.startsWith("-")) {
                continuity.omit(Integer.parseInt(step.substring(1)));
            } else {
                out.append(out.isEmpty() ? "" : " ").append(continuity.map(Integer.parseInt(step)));
            }
        }
        assertThat(out.toString()).isEqualTo(expected);
    }

    @Test
    void everySecondPacketLeftOutOverManyWrapsLeavesNoHole() {
        NumberContinuity continuity = NumberContinuity.transparent(16, 500);
        for (int i = 0; i < 300_000; i++) {
            int input = 500 + i & 0xffff;
            if (i % 2 == 0) {
                assertThat(continuity.map(input)).isEqualTo(500 + i / 2 & 0xffff);
            } else {
                continuity.omit(input);
            }
        }
    }

    @Test
    void oneOmissionHoldsForEver() {
        NumberContinuity continuity = NumberContinuity.transparent(16, 0);
        continuity.map(0);
        continuity.omit(1);
        for (int i = 2; i < 300_000; i++) {
            assertThat(continuity.map(i & 0xffff)).isEqualTo(i - 1 & 0xffff);
        }
    }

    @Test
    void packetsFromBeforeARestartAreRecognised() {
        NumberContinuity continuity = NumberContinuity.transparent(16, 10);
        continuity.map(10);
        assertThat(continuity.precedesRestart(9)).isFalse();
        continuity.restart();
        assertThat(continuity.map(20)).isEqualTo(11);
        assertThat(continuity.precedesRestart(19)).isTrue();
        assertThat(continuity.precedesRestart(20)).isFalse();
        assertThat(continuity.precedesRestart(21)).isFalse();
    }

    @Test
    void theHighestOutputIsKnown() {
        NumberContinuity continuity = new NumberContinuity(16, 0);
        assertThat(continuity.started()).isFalse();
        assertThat(continuity.highestOutput()).isEqualTo(65535);
        continuity.map(70);
        continuity.map(73);
        continuity.map(71);
        assertThat(continuity.highestOutput()).isEqualTo(3);
        assertThat(continuity.started()).isTrue();
    }
}
