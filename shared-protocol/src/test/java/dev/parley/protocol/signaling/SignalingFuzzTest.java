package dev.parley.protocol.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.signaling.SignalingCodec.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whatever a stranger sends is a message or a refusal, and what was read is written and read again the same. */
class SignalingFuzzTest {
    @FuzzTest
    void aFrameIsAMessageOrARefusal(byte[] bytes) throws OrtcException {
        String frame = new String(bytes, StandardCharsets.UTF_8);
        switch (SignalingCodec.read(frame)) {
            case Read.Received<ClientMessage> received -> {
                String again = SignalingCodec.write(received.message(), received.id());
                assertThat(SignalingCodec.read(again)).isEqualTo(received);
                negotiate(received.message());
            }
            case Read.Refused<ClientMessage> refused ->
                assertThat(SignalingCodec.readFromServer(
                                SignalingCodec.write(refused.answer(), refused.id(), Generation.BASE)))
                        .isEqualTo(new Read.Received<ServerMessage>(refused.id(), refused.answer()));
        }
    }

    /** What was read goes through the negotiation, which refuses or answers but never breaks. */
    private static void negotiate(ClientMessage message) throws OrtcException {
        RtpCapabilities router = Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
        if (message instanceof ClientMessage.Produce produce) {
            try {
                RtpParameters complete = Ortc.producerRtpParameters(produce.kind(), produce.rtpParameters());
                Ortc.consumableRtpParameters(
                        MediaKind.VIDEO, complete, router, Ortc.producerRtpParametersMapping(complete, router, 1000));
            } catch (OrtcException refused) {
                assertThat(refused.text()).isNotEmpty();
            }
        } else if (message instanceof ClientMessage.Consume consume) {
            RtpParameters nothing = new RtpParameters("", List.of(), List.of(), List.of(), RtcpParameters.UNKNOWN, "");
            assertThat(Ortc.canConsume(nothing, consume.rtpCapabilities())).isFalse();
        }
    }
}
