package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPaddingTest {
    private static final int LENGTH = 112;

    private final byte[] buffer = new byte[512];
    private final RtpPacket view = new RtpPacket();

    private RtpPaddingTest() {
        Arrays.fill(buffer, (byte) 7);
        new RtpHeaderWriter().start(buffer, 0, 96, false, 1, 2, 3).finish();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 255})
    void aReceiverTakesPaddingOffAgain(int padding) {
        assertThat(RtpPadding.extend(buffer, LENGTH, LENGTH + padding)).isEqualTo(LENGTH + padding);

        assertThat(view.wrap(buffer, 0, LENGTH + padding)).isTrue();
        assertThat(view.payloadLength()).isEqualTo(100);
        assertThat(Arrays.copyOfRange(buffer, 12, LENGTH)).containsOnly(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LENGTH, LENGTH + 256})
    void whatIsLongEnoughOrWouldNeedTooMuchStaysAsItIs(int wanted) {
        byte[] before = buffer.clone();

        assertThat(RtpPadding.extend(buffer, LENGTH, wanted)).isEqualTo(LENGTH);

        assertThat(buffer).isEqualTo(before);
    }

    @Test
    void whatIsPaddedIsNotPaddedAgain() {
        RtpPadding.extend(buffer, LENGTH, LENGTH + 4);

        assertThat(RtpPadding.extend(buffer, LENGTH + 4, LENGTH + 8)).isEqualTo(LENGTH + 4);
    }
}
