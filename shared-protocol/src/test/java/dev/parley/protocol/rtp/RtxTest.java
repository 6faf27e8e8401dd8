package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtxTest {
    private final RtpPacket packet = new RtpPacket();

    @Test
    void aRetransmissionComesBackAsTheOriginal() {
        byte[] original = HexFormat.of().parseHex("b1e0fffe89abcdefdeadbeef00000007bede000110aa00000102030400000003");
        assertThat(packet.wrap(original, 0, original.length)).isTrue();

        byte[] sent = new byte[original.length + 20];
        int header = packet.headerLength();
        System.arraycopy(original, 0, sent, 10, header);
        sent[11] = (byte) (0x80 | 97);
        sent[12] = 0;
        sent[13] = 1;
        sent[18] = 0x11;
        int payload = Rtx.writePayload(
                sent, 10 + header, packet.sequenceNumber(), original, header, original.length - header);
        assertThat(payload).isEqualTo(original.length - header + 2);

        RtpPacket received = new RtpPacket();
        assertThat(received.wrap(sent, 10, header + payload)).isTrue();
        assertThat(received.payloadType()).isEqualTo(97);
        assertThat(Rtx.unwrap(received, 96, 0xdeadbeef)).isTrue();
        assertThat(received.offset()).isEqualTo(12);
        assertThat(received.length()).isEqualTo(original.length);
        assertThat(HexFormat.of().formatHex(sent, 12, 12 + original.length))
                .isEqualTo(HexFormat.of().formatHex(original));
        assertThat(received.extensionOffset(1)).isEqualTo(12 + 21);
        assertThat(received.paddingLength()).isEqualTo(3);
    }

    @Test
    void aPaddingProbeIsNoRetransmissionAndStaysAsItIs() {
        byte[] bytes = HexFormat.of().parseHex("a0610001000000020000000300000003");
        byte[] before = bytes.clone();
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(packet.payloadLength()).isEqualTo(1);
        assertThat(Rtx.unwrap(packet, 96, 5)).isFalse();
        assertThat(bytes).isEqualTo(before);
    }

    @Test
    void anEmptyOriginalIsRestoredToo() {
        byte[] bytes = HexFormat.of().parseHex("8061000100000002000000031234");
        assertThat(packet.wrap(bytes, 0, bytes.length)).isTrue();
        assertThat(Rtx.unwrap(packet, 96, 5)).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(0x1234);
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void aPayloadThatDoesNotFitIsNotWritten() {
        assertThat(Rtx.writePayload(new byte[5], 0, 1, new byte[4], 0, 4)).isEqualTo(-1);
        assertThat(Rtx.writePayload(new byte[6], 0, 1, new byte[4], 0, 4)).isEqualTo(6);
    }
}
