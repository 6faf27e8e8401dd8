package dev.parley.desktop.transport;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.RtpRtxParameters;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Both ends of streams as the server negotiates them: video is repaired by RTX, sound by the same packet
 * once more, and by repeating it in the next.
 */
final class Streams {
    private static final List<RtcpFeedback> NACK = List.of(new RtcpFeedback("nack"));

    private Streams() {}

    interface Arrival {
        void packet(RtpPacket packet, long nowNanos, boolean askedAgain);
    }

    static OutboundStream outbound(MediaKind kind, Runnable keyFrameRequested) {
        return new OutboundStream(kind, parameters(kind), 0, new Random(3), keyFrameRequested);
    }

    static InboundStream inbound(MediaKind kind, Arrival arrival) {
        return new InboundStream(kind, parameters(kind), new InboundStream.Sink() {
            @Override
            public void packet(RtpPacket packet, long arrivalNanos, boolean askedAgain) {
                arrival.packet(packet, arrivalNanos, askedAgain);
            }

            @Override
            public void senderReport(long ntpTime, int rtpTimestamp) {
                throw new AssertionError("nobody reports");
            }
        });
    }

    static RtpParameters parameters(MediaKind kind) {
        boolean video = kind == MediaKind.VIDEO;
        RtpCodecParameters opus = new RtpCodecParameters("audio/opus", 111, 48_000, 2, FormatParameters.EMPTY, NACK);
        RtpCodecParameters red =
                new RtpCodecParameters("audio/red", 63, 48_000, 2, FormatParameters.EMPTY.with("", "111/111"), NACK);
        RtpCodecParameters vp8 = new RtpCodecParameters("video/VP8", 96, 90_000, 0, FormatParameters.EMPTY, NACK);
        RtpCodecParameters rtx =
                new RtpCodecParameters("video/rtx", 97, 90_000, 0, FormatParameters.EMPTY.with("apt", 96), List.of());
        RtpEncodingParameters encoding = new RtpEncodingParameters(
                video ? 2 : 1,
                "",
                Optional.empty(),
                video ? Optional.of(new RtpRtxParameters(4)) : Optional.empty(),
                false,
                "",
                0);
        return new RtpParameters(
                video ? "1" : "0",
                video ? List.of(vp8, rtx) : List.of(opus, red),
                List.of(),
                List.of(encoding),
                new RtcpParameters("somebody"),
                "");
    }
}
