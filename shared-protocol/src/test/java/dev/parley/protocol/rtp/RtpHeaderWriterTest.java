package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpHeaderWriterTest {
    private final byte[] buffer = new byte[1500];
    private final RtpHeaderWriter writer = new RtpHeaderWriter();

    private String written(int length) {
        return HexFormat.of().formatHex(buffer, 0, length);
    }

    private RtpHeaderWriter start() {
        return writer.start(buffer, 0, 96, true, 0x1_fffe, 0x89abcdef, 0xdeadbeef);
    }

    @Test
    void aHeaderWithoutExtensionsIsTwelveBytes() {
        assertThat(start().finish()).isEqualTo(12);
        assertThat(written(12)).isEqualTo("80e0fffe89abcdefdeadbeef");
    }

    @Test
    void shortElementsGoOutInTheOneByteForm() {
        int length = start().extension(1, new byte[] {'0'}, 0, 1)
                .extension16(5, 0xabcd)
                .extension24(3, 0x123456)
                .extension8(14, 0x7f)
                .finish();
        assertThat(length).isEqualTo(28);
        assertThat(written(length)).isEqualTo("90e0fffe89abcdefdeadbeef" + "bede0003" + "103051abcd32123456e07f00");
    }

    @Test
    void aLongElementTurnsTheBlockIntoTheTwoByteForm() {
        byte[] data = new byte[17];
        data[16] = 1;
        int length = start().extension8(1, 0xaa)
                .extension16(2, 0xbbcc)
                .extension(3, data, 0, 17)
                .finish();
        assertThat(written(length))
                .isEqualTo("90e0fffe89abcdefdeadbeef" + "10000007" + "0101aa" + "0202bbcc" + "0311" + "00".repeat(16)
                        + "01" + "0000");
    }

    @Test
    void aHighIdentifierAndAnEmptyElementNeedTheTwoByteForm() {
        int length = start().extension8(1, 0xaa).extension8(16, 0xbb).finish();
        assertThat(written(length)).endsWith("10000002" + "0101aa1001bb0000");
        length = start().extension8(1, 0xaa).extension(2, new byte[0], 0, 0).finish();
        assertThat(written(length)).endsWith("10000002" + "0101aa0200000000");
    }

    @Test
    void theWriterStartsAfreshEachTime() {
        start().extension8(200, 1).finish();
        int length = start().extension8(1, 0xaa).finish();
        assertThat(written(length)).isEqualTo("90e0fffe89abcdefdeadbeef" + "bede0001" + "10aa0000");
    }

    @Test
    void whatDoesNotFitIsSaid() {
        byte[] small = new byte[19];
        assertThat(writer.start(small, 8, 0, false, 0, 0, 0).finish()).isEqualTo(-1);
        assertThat(writer.start(small, 7, 0, false, 0, 0, 0).finish()).isEqualTo(12);
        assertThat(writer.start(small, 0, 0, false, 0, 0, 0).extension16(1, 1).finish())
                .isEqualTo(-1);
        assertThat(writer.start(small, 0, 0, false, 0, 0, 0).extension8(1, 1).finish())
                .isEqualTo(-1);
        assertThat(writer.start(small, 0, 0, false, 0, 0, 0)
                        .extension24(1, 1)
                        .extension8(1, 1)
                        .finish())
                .isEqualTo(-1);
        byte[] exact = new byte[20];
        assertThat(writer.start(exact, 0, 0, false, 0, 0, 0).extension24(1, 1).finish())
                .isEqualTo(20);
        assertThat(writer.start(exact, 0, 0, false, 0, 0, 0)
                        .extension24(1, 1)
                        .extension8(200, 1)
                        .finish())
                .isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 256, -1})
    void identifiersNobodyMayUseAreRefused(int id) {
        assertThatThrownBy(() -> start().extension8(id, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsWrittenIsRead() {
        Random random = new Random(7);
        RtpPacket packet = new RtpPacket();
        byte[] data = new byte[255];
        random.nextBytes(data);
        for (int round = 0; round < 2000; round++) {
            int offset = random.nextInt(8);
            int[] ids = random.ints(1, 30)
                    .filter(id -> id != 15)
                    .distinct()
                    .limit(random.nextInt(8))
                    .toArray();
            int[] lengths = random.ints(ids.length, 0, round % 2 == 0 ? 17 : 40).toArray();
            writer.start(buffer, offset, round & 0x7f, (round & 1) == 0, round, round * 3, ~round);
            for (int i = 0; i < ids.length; i++) {
                writer.extension(ids[i], data, i, lengths[i]);
            }
            int length = writer.finish();
            assertThat(length % 4).isZero();
            assertThat(packet.wrap(buffer, offset, length + 5)).isTrue();
            assertThat(packet.headerLength()).isEqualTo(length);
            assertThat(packet.payloadLength()).isEqualTo(5);
            assertThat(packet.extensionCount()).isEqualTo(ids.length);
            assertThat(packet.payloadType()).isEqualTo(round & 0x7f);
            assertThat(packet.marker()).isEqualTo((round & 1) == 0);
            for (int i = 0; i < ids.length; i++) {
                assertThat(packet.extensionLength(ids[i])).isEqualTo(lengths[i]);
                assertThat(HexFormat.of()
                                .formatHex(
                                        buffer,
                                        packet.extensionOffset(ids[i]),
                                        packet.extensionOffset(ids[i]) + lengths[i]))
                        .isEqualTo(HexFormat.of().formatHex(data, i, i + lengths[i]));
            }
        }
    }
}
