package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpFuzzTest {
    private final RtpPacket packet = new RtpPacket();
    private final RtpHeaderWriter writer = new RtpHeaderWriter();

    /** Whatever comes in, what the view says lies within the packet, and its elements can be written again. */
    @FuzzTest
    void packets(byte[] data) {
        check(data, 0, data.length);
    }

    private void check(byte[] data, int offset, int length) {
        boolean rtp = RtpPacket.looksLikeRtp(data, offset, length);
        assertThat(rtp && RtpPacket.looksLikeRtcp(data, offset, length)).isFalse();
        if (!packet.wrap(data, offset, length)) {
            return;
        }
        assertThat(packet.headerLength()).isBetween(12, length);
        assertThat(packet.payloadLength()).isNotNegative();
        assertThat(packet.headerLength() + packet.payloadLength() + packet.paddingLength())
                .isEqualTo(length);
        writer.start(new byte[20_000], 0, packet.payloadType(), packet.marker(), packet.sequenceNumber(), 0, 0);
        for (int i = 0; i < packet.extensionCount(); i++) {
            int id = packet.extensionIdAt(i);
            int at = packet.extensionOffset(id);
            int size = packet.extensionLength(id);
            assertThat(at).isGreaterThanOrEqualTo(offset + 12);
            assertThat(size).isBetween(0, 255);
            assertThat(at + size).isLessThanOrEqualTo(packet.payloadOffset());
            if (id != 15) {
                writer.extension(id, data, at, size);
            }
        }
        assertThat(writer.finish()).isPositive();
        byte[] copy = data.clone();
        assertThat(packet.wrap(copy, offset, length)).isTrue();
        int payload = packet.payloadLength();
        if (Rtx.unwrap(packet, 96, 7)) {
            assertThat(packet.payloadLength()).isEqualTo(payload - 2);
            assertThat(packet.ssrc()).isEqualTo(7);
        }
    }

    @Test
    void randomChangesOfPacketsAreHarmless() {
        Random random = new Random(21);
        byte[] bytes = new byte[300];
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(bytes);
            bytes[3] = (byte) (0x80 | (bytes[3] & 0x33));
            if ((round & 3) != 0) {
                boolean oneByte = (round & 1) != 0;
                int block = 3 + 12 + 4 * (bytes[3] & 0x0f);
                bytes[block] = (byte) (oneByte ? 0xbe : 0x10);
                bytes[block + 1] = (byte) (oneByte ? 0xde : 0x00);
                bytes[block + 2] = 0;
                bytes[block + 3] &= 0x1f;
            }
            int length = random.nextInt(290);
            check(bytes, 3, length);
            read += packet.wrap(bytes, 3, length) ? 1 : 0;
        }
        assertThat(read).isGreaterThan(500);
    }
}
