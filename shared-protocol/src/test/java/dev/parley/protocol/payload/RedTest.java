package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedTest {
    private static final int RED = 63;
    private static final int OPUS = 111;

    private final RedReader reader = new RedReader();
    private final RedWriter writer = new RedWriter();

    /** A packet with number 5 and time 10,000, an extension of one byte, and this payload. */
    private static RtpPacket packet(byte[] payload) {
        byte[] buffer = new byte[64 + payload.length];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(buffer, 0, RED, true, 5, 10_000, 77);
        header.extension8(1, 0x21);
        int length = header.finish();
        System.arraycopy(payload, 0, buffer, length, payload.length);
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(buffer, 0, length + payload.length)).isTrue();
        return packet;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private List<String> packets(byte[] payload) {
        List<String> result = new ArrayList<>();
        assertThat(reader.read(packet(payload))).isTrue();
        RtpPacket shown = new RtpPacket();
        for (int block = 0; block < reader.blocks(); block++) {
            if (reader.show(block, OPUS, shown)) {
                byte[] carried = Arrays.copyOfRange(
                        shown.buffer(), shown.payloadOffset(), shown.payloadOffset() + shown.payloadLength());
                result.add(shown.sequenceNumber() + " at " + shown.timestamp() + (shown.marker() ? " marked: " : ": ")
                        + HexFormat.of().formatHex(carried));
                assertThat(shown.payloadType()).isEqualTo(OPUS);
                assertThat(shown.ssrc()).isEqualTo(77);
                assertThat(shown.extensionLength(1)).isEqualTo(1);
            }
        }
        return result;
    }

    @Test
    void whatIsRepeatedIsShownAsThePacketsItWasSentIn() {
        // RFC 2198, section 3: F, payload type, 14 bits of time, 10 bits of length; the last block has none of these.
        assertThat(packets(hex("ef 1e00 01 ef 0f00 02 6f  aa b1b2 c1c2c3")))
                .containsExactly("3 at 8080: aa", "4 at 9040: b1b2", "5 at 10000 marked: c1c2c3");
        assertThat(packets(hex("6f c1"))).containsExactly("5 at 10000 marked: c1");
    }

    @Test
    void blocksOfOtherCodecsAndEmptyOnesAreNobodys() {
        assertThat(packets(hex("e0 1e00 01 ef 0f00 00 6f  aa c1"))).containsExactly("5 at 10000 marked: c1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ef",
                "ef 0f00 02",
                "ef 0f00 02 6f aa",
                "ef 0f03 ff 6f aa",
                "efefefef efefefef efefefef efefefef" + "efefefef efefefef efefefef efefefef 6f"
            })
    void whatContradictsItselfHasNoBlocks(String payload) {
        assertThat(reader.read(packet(hex(payload)))).isFalse();
        assertThat(reader.blocks()).isZero();
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(writer.before(hex("00b1b200"), 1, 2, 960)).isTrue();
        assertThat(writer.before(hex("aa"), 0, 1, 1_920)).isTrue();
        byte[] out = new byte[100];
        int length = writer.write(out, 0, OPUS, hex("c1c2c3"), 0, 3);
        assertThat(Arrays.copyOf(out, length)).isEqualTo(hex("ef 1e00 01 ef 0f00 02 6f  aa b1b2 c1c2c3"));
    }

    @Test
    void whatCannotBeSaidIsNotWritten() {
        byte[] payload = new byte[1_100];
        assertThat(writer.before(payload, 0, 1_024, 960)).isFalse();
        assertThat(writer.before(payload, 0, 10, 16_384)).isFalse();
        assertThat(writer.before(payload, 0, 10, 0)).isFalse();
        assertThat(writer.before(payload, 0, 0, 960)).isFalse();
        assertThat(writer.before(payload, 0, 1_023, 16_383)).isTrue();
        assertThat(writer.write(new byte[1_030], 0, OPUS, payload, 0, 10)).isEqualTo(-1);
        assertThat(writer.write(new byte[1_038], 0, OPUS, payload, 0, 10)).isEqualTo(1_038);
        assertThat(writer.before(payload, 0, 10, 16_383)).isTrue();
        assertThat(writer.before(payload, 0, 10, 16_383)).isFalse();
        writer.clear();
        assertThat(writer.count()).isZero();
    }

    @Test
    void anythingWrittenIsReadAgain() {
        Random random = new Random(5);
        for (int round = 0; round < 2_000; round++) {
            writer.clear();
            List<String> expected = new ArrayList<>();
            int before = random.nextInt(RedWriter.MOST + 1);
            for (int back = 1; back <= before; back++) {
                byte[] payload = new byte[1 + random.nextInt(200)];
                random.nextBytes(payload);
                assertThat(writer.before(payload, 0, payload.length, back * 960))
                        .isTrue();
                expected.addFirst((5 - back) + " at " + (10_000 - back * 960) + ": "
                        + HexFormat.of().formatHex(payload));
            }
            byte[] own = new byte[1 + random.nextInt(200)];
            random.nextBytes(own);
            expected.add("5 at 10000 marked: " + HexFormat.of().formatHex(own));
            byte[] out = new byte[1_000];
            int length = writer.write(out, 0, OPUS, own, 0, own.length);
            assertThat(packets(Arrays.copyOf(out, length))).isEqualTo(expected);
        }
    }
}
