package dev.parley.protocol.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.FormatParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalability modes: mediasoup's published cases, and all that "Scalable Video Coding (SVC) Extension for WebRTC" names. */
class ScalabilityModeTest {
    @ParameterizedTest
    @CsvSource({
        "L1T3, 1, 3, false",
        "L3T2_KEY, 3, 2, true",
        "S2T3, 2, 3, false",
        "foo, 1, 1, false",
        "'', 1, 1, false",
        "S0T3, 1, 1, false",
        "S1T0, 1, 1, false",
        "L20T3, 20, 3, false",
        "S200T3, 1, 1, false",
        "L4T7_KEY_SHIFT, 4, 7, true",
    })
    void mediasoupsCasesAreReadAsThere(String text, int spatial, int temporal, boolean keyFramesOnly) {
        ScalabilityMode mode = ScalabilityMode.of(text);
        assertThat(mode.spatialLayers()).isEqualTo(spatial);
        assertThat(mode.temporalLayers()).isEqualTo(temporal);
        assertThat(mode.keyFramesOnly()).isEqualTo(keyFramesOnly);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "L1T1",
                "L1T2",
                "L1T3",
                "L2T1",
                "L2T2",
                "L2T3",
                "L3T1",
                "L3T2",
                "L3T3",
                "L2T1h",
                "L2T2h",
                "L2T3h",
                "L3T1h",
                "L3T2h",
                "L3T3h",
                "S2T1",
                "S2T2",
                "S2T3",
                "S3T1",
                "S3T2",
                "S3T3",
                "S2T1h",
                "S2T2h",
                "S2T3h",
                "S3T1h",
                "S3T2h",
                "S3T3h",
                "L2T1_KEY",
                "L2T2_KEY",
                "L2T2_KEY_SHIFT",
                "L2T3_KEY",
                "L2T3_KEY_SHIFT",
                "L3T1_KEY",
                "L3T2_KEY",
                "L3T2_KEY_SHIFT",
                "L3T3_KEY",
                "L3T3_KEY_SHIFT",
            })
    void everyModeOfTheSpecificationIsRead(String text) {
        assertThat(ScalabilityMode.of(text))
                .isEqualTo(new ScalabilityMode(
                        text.charAt(1) - '0', text.charAt(3) - '0', text.contains("_KEY"), text.charAt(0) == 'S'));
    }

    @ParameterizedTest
    @CsvSource({
        "1, video/VP9, L3T3_KEY, SVC",
        "1, video/AV1, L1T3, SVC",
        "1, video/av1, S3T3, SVC",
        "1, video/VP9, L1T1, SIMPLE",
        "1, video/VP9, '', SIMPLE",
        "1, video/VP8, L1T3, SIMULCAST",
        "1, video/H264, L1T3, SIMULCAST",
        "1, video/VP8, '', SIMPLE",
        "1, audio/opus, L1T3, SIMPLE",
        "3, video/VP9, L1T3, SIMULCAST",
        "2, video/VP8, '', SIMULCAST",
        "0, video/VP8, '', SIMPLE",
    })
    void consumersAreOfTheTypeThatMediasoupSays(int encodings, String mimeType, String mode, ConsumerType type) {
        List<RtpEncodingParameters> all = new ArrayList<>();
        for (int i = 0; i < encodings; i++) {
            all.add(new RtpEncodingParameters(1 + i, "", Optional.empty(), Optional.empty(), false, mode, 0));
        }
        RtpCodecParameters codec = new RtpCodecParameters(mimeType, 96, 90_000, 0, FormatParameters.EMPTY, List.of());
        RtpParameters parameters =
                new RtpParameters("0", List.of(codec), List.of(), all, new RtcpParameters("cname"), "");

        assertThat(ConsumerType.of(parameters)).isEqualTo(type);
    }
}
