package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Vp9DescriptorTest {
    private final Vp9Descriptor descriptor = new Vp9Descriptor();

    @ParameterizedTest
    @CsvSource({
        // payload, length, key, picture id, temporal, spatial, TL0PICIDX
        "08ff,             1, true,  -1,    -1, -1, -1",
        "0cff,             1, true,  -1,    -1, -1, -1",
        "00ff,             1, false, -1,    -1, -1, -1",
        "48ff,             1, false, -1,    -1, -1, -1",
        "887fff,           2, true,  127,   -1, -1, -1",
        "88ffffff,         3, true,  32767, -1, -1, -1",
        "a80500aaff,       4, true,  5,     0,  0,  170",
        "a805b7aaff,       4, false, 5,     5,  3,  170",
        // flexible mode has no TL0PICIDX
        "b80500ff,         3, true,  5,     0,  0,  -1",
        // flexible and predicted: lists of one, two and three references
        "f8050002ff,       4, false, 5,     0,  0,  -1",
        "f805000302ff,     5, false, 5,     0,  0,  -1",
        "f80500030302ff,   6, false, 5,     0,  0,  -1",
        // scalability structure: one layer with its size, a group of two pictures with 1 and 3 references
        "8a05 18 02800168 02 04 01 0c 010203 ff, 14, true, 5, -1, -1, -1",
        "8a05 00 ff,       3, true,  5,     -1, -1, -1",
    })
    void everyFormOfTheDescriptorIsRead(
            String payload, int length, boolean key, int pictureId, int temporalId, int spatialId, int tl0PicIdx) {
        byte[] bytes = HexFormat.of().parseHex(payload.replace(" ", ""));
        assertThat(descriptor.parse(bytes, 0, bytes.length)).isTrue();
        assertThat(descriptor.length()).isEqualTo(length);
        assertThat(descriptor.keyFrame()).isEqualTo(key);
        assertThat(descriptor.pictureId()).isEqualTo(pictureId);
        assertThat(descriptor.temporalId()).isEqualTo(temporalId);
        assertThat(descriptor.spatialId()).isEqualTo(spatialId);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(tl0PicIdx);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "08",
                "88",
                "887f",
                "88ff",
                "88ffff",
                "a80500",
                "a80500aa",
                "f80500",
                "f8050003",
                "f805000303",
                // a fourth reference
                "f8050003030302ff",
                "8a05",
                "8a0518",
                "8a051802800168",
                "8a05180280016802",
                "8a051802800168020401",
                "8a05f8ffffff",
                "8a050805000000",
                "8a0508ff00000000"
            })
    void aCutDescriptorIsRefused(String payload) {
        byte[] bytes = HexFormat.of().parseHex(payload);
        assertThat(descriptor.parse(bytes, 0, bytes.length)).isFalse();
    }
}
