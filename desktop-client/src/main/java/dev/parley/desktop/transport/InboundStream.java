package dev.parley.desktop.transport;

import dev.parley.protocol.feedback.NackGenerator;
import dev.parley.protocol.feedback.ReceiveStatistics;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.RedReader;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.Bytes;

/**
 * One stream that is received: repaired, freed of what came twice, counted.
 *
 * <p>Thread: the media thread, but for {@link #packets} and {@link #lost}.
 */
public final class InboundStream {
    /** A packet that comes this much late is not asked for: networks reorder. */
    private static final long REORDER_NANOS = 10_000_000;

    /** Beyond the round trip, for both ends' clocks: what is asked for twice is sent twice. */
    private static final long ANSWER_NANOS = 5_000_000;

    /** Where a stream goes. On the media thread; what is given is valid during the call only. */
    public interface Sink {
        /**
         * A packet that is new; not always in order.
         *
         * @param askedAgain whether it came only after it was asked for more than once, which is not to be waited for
         */
        void packet(RtpPacket packet, long arrivalNanos, boolean askedAgain);

        /** What the sender's clock showed at an RTP timestamp: 64-bit NTP time. */
        void senderReport(long ntpTime, int rtpTimestamp);
    }

    private final int ssrc;
    private final int rtxSsrc;
    private final int rtxPayloadType;
    private final int payloadType;
    private final int redPayloadType;
    private final MediaKind kind;
    private final int levelExtension;
    private final int transportExtension;
    private final Sink sink;
    private final ReceiveStatistics statistics;
    private final NackGenerator nacks;
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final RedReader red = new RedReader();
    private final RtpPacket shown = new RtpPacket();
    private volatile long packets;
    private final boolean repaired;
    private volatile int lost;
    private int repairedInPlace;
    private long roundTripNanos;
    private boolean keyFrameWanted;

    InboundStream(MediaKind kind, RtpParameters parameters, Sink sink) {
        RtpCodecParameters codec = parameters.codecs().getFirst();
        this.kind = kind;
        this.ssrc = (int) parameters.encodings().getFirst().ssrc();
        this.rtxSsrc = (int) parameters.encodings().getFirst().rtxSsrc();
        this.payloadType = codec.payloadType();
        this.rtxPayloadType = MediaParameters.rtxPayloadType(parameters);
        this.redPayloadType = MediaParameters.redPayloadType(parameters);
        this.levelExtension = parameters.headerExtensionId(RtpHeaderExtension.SSRC_AUDIO_LEVEL.uri());
        this.transportExtension = parameters.headerExtensionId(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri());
        this.sink = sink;
        this.statistics = new ReceiveStatistics(ssrc, codec.clockRate());
        this.repaired = MediaParameters.isRepaired(codec);
        this.nacks = new NackGenerator(() -> keyFrameWanted = kind == MediaKind.VIDEO, REORDER_NANOS);
    }

    /** The stream's own SSRC. */
    public int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }

    /** The id of the audio level in packets' header extensions, or 0. */
    public int levelExtension() {
        return levelExtension;
    }

    /** The transport-wide number of a packet of it, 0 to 65535, or -1 when it has none. */
    int transportSequence(RtpPacket packet) {
        int at = transportExtension == 0 ? -1 : packet.extensionOffset(transportExtension);
        return at < 0 || packet.extensionLength(transportExtension) < 2 ? -1 : Bytes.u16(packet.buffer(), at);
    }

    /** Packets received, without what was sent again. Any thread. */
    public long packets() {
        return packets;
    }

    /** Packets that the network lost, repaired or not, those that came only after they were asked for included. Any thread. */
    public int lost() {
        return lost;
    }

    ReceiveStatistics statistics() {
        return statistics;
    }

    NackGenerator nacks() {
        return nacks;
    }

    /**
     * Which packets to ask for now, if any.
     *
     * @return how many of the generator's {@link NackGenerator#lost} are valid
     */
    int ask(long nowNanos, long lastRoundTripNanos) {
        roundTripNanos = Math.max(0, lastRoundTripNanos);
        long answered = roundTripNanos == 0 ? 0 : roundTripNanos + ANSWER_NANOS;
        return repaired && nacks.missing() > 0 ? nacks.poll(nowNanos, answered) : 0;
    }

    /** Whether only a key frame helps; asked once. */
    boolean takeKeyFrameWanted() {
        boolean wanted = keyFrameWanted;
        keyFrameWanted = false;
        return wanted;
    }

    void packet(RtpPacket packet, long nowNanos) {
        boolean retransmitted = packet.ssrc() == rtxSsrc && rtxSsrc != 0;
        if (retransmitted) {
            if (packet.payloadType() != rtxPayloadType || !Rtx.unwrap(packet, payloadType, ssrc)) {
                return; // padding that probes the path, or nothing we agreed on
            }
        } else if (packet.payloadType() == payloadType || packet.payloadType() == redPayloadType) {
            repairedInPlace += nacks.requestsBefore(packet.sequenceNumber(), nowNanos) > 0 ? 1 : 0;
            statistics.received(packet.sequenceNumber(), packet.timestamp(), packet.length(), nowNanos);
            packets = statistics.packets();
            lost = Math.max(0, statistics.cumulativeLost()) + repairedInPlace;
        } else {
            return;
        }
        if (packet.payloadType() == redPayloadType) {
            repeating(packet, nowNanos);
        } else {
            fresh(packet, retransmitted, nowNanos);
        }
    }

    /** What it repeats of packets that did not come goes first, and is not to be asked for then. */
    private void repeating(RtpPacket packet, long nowNanos) {
        if (!red.read(packet)) {
            return;
        }
        for (int block = 0; block < red.blocks(); block++) {
            boolean before = block < red.blocks() - 1;
            if ((!before || nacks.lacks(red.sequenceNumber(block))) && red.show(block, payloadType, shown)) {
                fresh(shown, before, nowNanos);
            }
        }
    }

    /** @param repaired whether it comes in another way than it was sent at first */
    private void fresh(RtpPacket packet, boolean repaired, long nowNanos) {
        boolean keyFrame = kind == MediaKind.VIDEO
                && descriptor.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength())
                && descriptor.keyFrame();
        boolean askedAgain = nacks.requestsBefore(packet.sequenceNumber(), nowNanos - roundTripNanos) > 1;
        if (nacks.received(packet.sequenceNumber(), keyFrame, repaired, nowNanos)) {
            sink.packet(packet, nowNanos, askedAgain);
        }
    }

    void senderReport(long ntpTime, int rtpTimestamp, long nowNanos) {
        statistics.senderReport(ntpTime, nowNanos);
        sink.senderReport(ntpTime, rtpTimestamp);
    }
}
