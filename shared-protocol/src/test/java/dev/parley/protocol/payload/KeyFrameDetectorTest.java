package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFrameDetectorTest {
    @ParameterizedTest
    @CsvSource({
        "video/VP8, 1000, true",
        "video/vp8, 1001, false",
        "VIDEO/VP8, '', false",
        "video/VP9, 08ff, true",
        "video/VP9, 48ff, false",
        // H264 single units: slice, IDR slice, parameter sets
        "video/H264, 41ff, false",
        "video/H264, 65ff, true",
        "video/H264, 67ff, true",
        "video/H264, 68ff, false",
        "video/H264, '', false",
        // aggregates: SPS + PPS; PPS + IDR; SEI + slice; a lie about a length; an empty unit
        "video/H264, 78 0002 67ff 0001 68, true",
        "video/H264, 78 0002 68ff 0001 65, true",
        "video/H264, 78 0002 06ff 0001 41, false",
        "video/H264, 78 0009 67ff, false",
        "video/H264, 78 0000 0001 67, false",
        "video/H264, 78 00, false",
        // fragments: start and middle of an IDR slice, start of a slice, cut
        "video/H264, 7c85ff, true",
        "video/H264, 7c05ff, false",
        "video/H264, 7c45ff, false",
        "video/H264, 5c81ff, false",
        "video/H264, 7c, false",
        // AV1: N; N on a continued fragment; sequence header with and without a length; frame; cut
        "video/AV1, 08ff, true",
        "video/AV1, 88ff, false",
        "video/AV1, 100a01, true",
        "video/AV1, 00010a, true",
        "video/AV1, 0080010a, true",
        "video/AV1, 20 02 0a00 32, true",
        "video/AV1, 1032ff, false",
        "video/AV1, 000132, false",
        "video/AV1, 00ffffffffffffffffffff, false",
        "video/AV1, 08, false",
        "video/AV1, '', false",
        "audio/opus, '', true",
        "audio/PCMU, ff, true",
        "video/unheard-of, ff, true",
    })
    void packetsADecoderCanBeginWithAreFound(String mimeType, String payload, boolean key) {
        byte[] bytes = HexFormat.of().parseHex("ffff" + payload.replace(" ", "") + "67");
        assertThat(KeyFrameDetector.of(mimeType).isKeyFrame(bytes, 2, bytes.length - 3))
                .isEqualTo(key);
    }

    @Test
    void anOpusPacketOfTwoBytesIsSilence() {
        assertThat(Opus.isDtx(1)).isTrue();
        assertThat(Opus.isDtx(2)).isTrue();
        assertThat(Opus.isDtx(3)).isFalse();
    }
}
