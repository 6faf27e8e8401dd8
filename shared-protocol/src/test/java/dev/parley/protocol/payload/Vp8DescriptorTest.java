package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp8DescriptorTest {
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @ParameterizedTest
    @CsvSource({
        // payload, length, start, key, picture id, its position, TL0PICIDX, its position, temporal id, sync, KEYIDX
        "1000,         1, true,  true,  -1,    -1, -1,  -1, -1, false, -1",
        "1001,         1, true,  false, -1,    -1, -1,  -1, -1, false, -1",
        "0000,         1, false, false, -1,    -1, -1,  -1, -1, false, -1",
        "1100,         1, false, false, -1,    -1, -1,  -1, -1, false, -1",
        "900000,       2, true,  true,  -1,    -1, -1,  -1, -1, false, -1",
        "90807f00,     3, true,  true,  127,   2,  -1,  -1, -1, false, -1",
        "9080800000,   4, true,  true,  0,     2,  -1,  -1, -1, false, -1",
        "9080ffff01,   4, true,  false, 32767, 2,  -1,  -1, -1, false, -1",
        "9040ab00,     3, true,  true,  -1,    -1, 171, 2,  -1, false, -1",
        "9020a000,     3, true,  true,  -1,    -1, -1,  -1, 2,  true,  -1",
        "90105f00,     3, true,  true,  -1,    -1, -1,  -1, -1, false, 31",
        "9030c300,     3, true,  true,  -1,    -1, -1,  -1, 3,  false, 3",
        "90f0923456610f, 6, true, false, 4660, 2,  86,  4,  1,  true,  1",
        "90e0125640ff, 5, true,  false, 18,    2,  86,  3,  1,  false, -1",
        "80e0125640fe, 5, false, false, 18,    2,  86,  3,  1,  false, -1",
        "97e0125640fe, 5, false, false, 18,    2,  86,  3,  1,  false, -1",
    })
    void everyFormOfTheDescriptorIsRead(
            String payload,
            int length,
            boolean start,
            boolean key,
            int pictureId,
            int pictureIdPosition,
            int tl0PicIdx,
            int tl0PicIdxPosition,
            int temporalId,
            boolean sync,
            int keyIndex) {
        byte[] bytes = hex("ffff" + payload + "ff");
        assertThat(descriptor.parse(bytes, 2, bytes.length - 3)).isTrue();
        assertThat(descriptor.length()).isEqualTo(length);
        assertThat(descriptor.startOfFrame()).isEqualTo(start);
        assertThat(descriptor.keyFrame()).isEqualTo(key);
        assertThat(descriptor.pictureId()).isEqualTo(pictureId);
        assertThat(descriptor.pictureIdPosition()).isEqualTo(pictureIdPosition);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(tl0PicIdx);
        assertThat(descriptor.tl0PicIdxPosition()).isEqualTo(tl0PicIdxPosition);
        assertThat(descriptor.temporalId()).isEqualTo(temporalId);
        assertThat(descriptor.layerSync()).isEqualTo(sync);
        assertThat(descriptor.keyIndex()).isEqualTo(keyIndex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "90",
                "9000",
                "9080",
                "908000",
                "908080",
                "90808000",
                "9040",
                "904000",
                "9020",
                "902000",
                "90f0",
                "90f080",
                "90f08000",
                "90f0800000",
                "90f080000000"
            })
    void aDescriptorWithNothingBehindItIsRefused(String payload) {
        byte[] bytes = hex(payload);
        assertThat(descriptor.parse(bytes, 0, bytes.length)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "90f0923456610f, 40000, 511, 90f09c40ff610f",
        "90f0923456610f, 0, 0,       90f0800000610f",
        "90e0125640ff,   200, 7,     90e0480740ff",
        "9040ab00,       5, 6,       90400600",
        "1000,           5, 6,       1000",
    })
    void aCopyIsRenumberedInItsOwnForm(String payload, int pictureId, int tl0PicIdx, String expected) {
        byte[] bytes = hex(payload);
        assertThat(descriptor.parse(bytes, 0, bytes.length)).isTrue();
        byte[] copy = hex("00" + payload);
        descriptor.renumber(copy, 1, pictureId, tl0PicIdx);
        assertThat(HexFormat.of().formatHex(copy)).isEqualTo("00" + expected);
        assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(payload);
    }

    @Test
    void theViewForgetsTheDescriptorBefore() {
        byte[] full = hex("90f0923456610f");
        assertThat(descriptor.parse(full, 0, full.length)).isTrue();
        byte[] bare = hex("3500");
        assertThat(descriptor.parse(bare, 0, 2)).isTrue();
        assertThat(descriptor.pictureId()).isEqualTo(-1);
        assertThat(descriptor.longPictureId()).isFalse();
        assertThat(descriptor.layerSync()).isFalse();
        assertThat(descriptor.nonReference()).isTrue();
        assertThat(descriptor.startOfPartition()).isTrue();
        assertThat(descriptor.partitionId()).isEqualTo(5);
    }
}
