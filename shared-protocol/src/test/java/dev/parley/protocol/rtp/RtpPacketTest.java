package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketTest {
    /** Payload type 96 with marker, sequence number 0xfffe, timestamp 0x89abcdef, source 0xdeadbeef. */
    private static final String FIXED = "80e0fffe89abcdefdeadbeef";

    private final RtpPacket packet = new RtpPacket();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private boolean wrap(String text) {
        byte[] bytes = hex(text);
        return packet.wrap(bytes, 0, bytes.length);
    }

    @Test
    void theFixedHeaderIsReadFromAnyOffset() {
        byte[] bytes = hex("ffffff" + FIXED + "0102" + "ff");
        assertThat(packet.wrap(bytes, 3, 14)).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(0xfffe);
        assertThat(packet.timestamp()).isEqualTo(0x89abcdef);
        assertThat(packet.ssrc()).isEqualTo(0xdeadbeef);
        assertThat(packet.headerLength()).isEqualTo(12);
        assertThat(packet.payloadOffset()).isEqualTo(15);
        assertThat(packet.payloadLength()).isEqualTo(2);
        assertThat(packet.paddingLength()).isZero();
        assertThat(packet.extensionProfile()).isZero();
        assertThat(packet.offset()).isEqualTo(3);
        assertThat(packet.length()).isEqualTo(14);
        assertThat(packet.buffer()).isSameAs(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        // first two bytes and what follows the fixed header, header length, payload length, padding length
        "8060, '', 12, 0, 0",
        "8060, aabb, 12, 2, 0",
        "8260, 0000000100000002 aa, 20, 1, 0",
        "a060, aabb 000003, 12, 2, 3",
        "a060, 01, 12, 0, 1",
        "9060, bede0000 aa, 16, 1, 0",
        "9060, bede0001 10ff0000 aa, 20, 1, 0",
        "b160, 00000001 bede0001 10ff0000 aa 0002, 24, 1, 2",
    })
    void lengthsAreFound(String front, String rest, int header, int payload, int padding) {
        assertThat(wrap(front + "0001000000020000 0003" + rest)).isTrue();
        assertThat(packet.headerLength()).isEqualTo(header);
        assertThat(packet.payloadLength()).isEqualTo(payload);
        assertThat(packet.paddingLength()).isEqualTo(padding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                // one byte too short
                "8060000100000002000000",
                // versions 0, 1, 3
                "006000010000000200000003",
                "406000010000000200000003",
                "c06000010000000200000003",
                // contributing sources reach outside
                "816000010000000200000003000000",
                // no room for the head of the extension block
                "906000010000000200000003bede00",
                // extension block reaches outside
                "906000010000000200000003bede000110ff00",
                // one-byte element reaches outside its block
                "906000010000000200000003bede0001000013ff",
                "906000010000000200000003bede000212ffffff13aabbcc",
                // two-byte element reaches outside, or lacks its length
                "9060000100000002000000031000000101030000",
                "9060000100000002000000031000000101010001",
                // padding of zero, of more than there is, without a byte
                "a0600001000000020000000300",
                "a0600001000000020000000302",
                "a06000010000000200000003",
                // padding must not reach into the extension block
                "b06000010000000200000003bede000100000002",
            })
    void malformedPacketsAreRefused(String text) {
        assertThat(wrap(text)).isFalse();
    }

    @Test
    void aRangeOutsideTheBufferIsRefused() {
        byte[] bytes = hex(FIXED);
        assertThat(packet.wrap(bytes, 0, 13)).isFalse();
        assertThat(packet.wrap(bytes, 1, 12)).isFalse();
        assertThat(packet.wrap(bytes, -1, 12)).isFalse();
        assertThat(packet.wrap(bytes, 0, -1)).isFalse();
        assertThat(packet.wrap(bytes, 0, Integer.MAX_VALUE)).isFalse();
    }

    @Test
    void oneByteElementsAreFound() {
        // id 1 with 1 byte, padding, id 3 with 3 bytes, id 14 with 2 bytes
        assertThat(wrap("906000010000000200000003 bede0003 10aa 00 32010203 e1 0405 0000 00"))
                .isTrue();
        assertThat(packet.extensionProfile()).isEqualTo(0xbede);
        assertThat(packet.extensionCount()).isEqualTo(3);
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
        assertThat(packet.extensionLength(1)).isEqualTo(1);
        assertThat(packet.extensionOffset(3)).isEqualTo(20);
        assertThat(packet.extensionLength(3)).isEqualTo(3);
        assertThat(packet.extensionOffset(14)).isEqualTo(24);
        assertThat(packet.extensionLength(14)).isEqualTo(2);
        assertThat(packet.extensionOffset(2)).isEqualTo(-1);
        assertThat(packet.extensionLength(2)).isEqualTo(-1);
        assertThat(packet.extensionIdAt(2)).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f0", "02"})
    void theReservedIdentifiersEndTheOneByteForm(String head) {
        assertThat(wrap("906000010000000200000003 bede0002 10aa" + head + "bbcc 10dd 00"))
                .isTrue();
        assertThat(packet.extensionCount()).isEqualTo(1);
        assertThat(packet.extensionOffset(1)).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "100f"})
    void twoByteElementsAreFoundWhateverTheApplicationBits(String profile) {
        // id 1 without data, padding, id 200 with 3 bytes
        assertThat(wrap("906000010000000200000003" + profile + "0002 0100 00 c803 010203"))
                .isTrue();
        assertThat(packet.extensionLength(1)).isZero();
        assertThat(packet.extensionOffset(200)).isEqualTo(21);
        assertThat(packet.extensionLength(200)).isEqualTo(3);
    }

    @Test
    void anUnknownProfileIsPassedOver() {
        assertThat(wrap("906000010000000200000003 abcd0001 ffffffff 77")).isTrue();
        assertThat(packet.extensionProfile()).isEqualTo(0xabcd);
        assertThat(packet.extensionCount()).isZero();
        assertThat(packet.payloadLength()).isEqualTo(1);
    }

    @Test
    void theViewForgetsTheElementsOfThePacketBefore() {
        assertThat(wrap("906000010000000200000003 bede0001 10aa0000")).isTrue();
        assertThat(wrap(FIXED)).isTrue();
        assertThat(packet.extensionOffset(1)).isEqualTo(-1);
        assertThat(packet.extensionProfile()).isZero();
    }

    @Test
    void elementsBeyondTheTableAreIgnored() {
        StringBuilder text = new StringBuilder("906000010000000200000003 bede000a");
        text.append("10aa".repeat(20));
        assertThat(wrap(text.toString())).isTrue();
        assertThat(packet.extensionCount()).isEqualTo(20);
        text = new StringBuilder("906000010000000200000003 1000001e");
        text.append("05 01 aa".repeat(40));
        assertThat(wrap(text.toString())).isTrue();
        assertThat(packet.extensionCount()).isEqualTo(32);
    }

    @ParameterizedTest
    @CsvSource({
        // second byte, RTP, RTCP (RFC 5761, section 4: 192 to 223 are RTCP)
        "00, true, false",
        "60, true, false",
        "bf, true, false",
        "c0, false, true",
        "c8, false, true",
        "cd, false, true",
        "df, false, true",
        "e0, true, false",
        "ff, true, false",
    })
    void rtpAndRtcpAreToldApartByTheSecondByte(String second, boolean rtp, boolean rtcp) {
        byte[] bytes = hex("80" + second + "00010000000200000003");
        assertThat(RtpPacket.looksLikeRtp(bytes, 0, bytes.length)).isEqualTo(rtp);
        assertThat(RtpPacket.looksLikeRtcp(bytes, 0, bytes.length)).isEqualTo(rtcp);
    }

    @Test
    void otherProtocolsAndFragmentsAreNeither() {
        for (String text : new String[] {"", "80", "80c8", "160100010000000200000003", "000100002112a442aabbccdd"}) {
            byte[] bytes = hex(text);
            assertThat(RtpPacket.looksLikeRtp(bytes, 0, bytes.length)).isFalse();
            assertThat(RtpPacket.looksLikeRtcp(bytes, 0, bytes.length)).isFalse();
        }
    }
}
