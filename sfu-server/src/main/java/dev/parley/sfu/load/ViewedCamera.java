package dev.parley.sfu.load;

import dev.parley.protocol.feedback.NackGenerator;
import dev.parley.protocol.feedback.ReceiveStatistics;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.Vp8Descriptor;
import dev.parley.protocol.payload.Vp8FrameAssembler;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A camera as one receiver gets it: repaired, put together, and compared with what was sent, picture by picture. Thread: the
 * media loop.
 */
final class ViewedCamera {
    private static final int CLOCK_RATE = 90_000;
    private static final long MILLI = 1_000_000;
    /** A packet that comes this much late is not asked for. */
    private static final long REORDER_NANOS = 10 * MILLI;
    /** A key frame behind a gap is shown when the gap is so old. */
    private static final long GAP_NANOS = 50 * MILLI;
    /** What is asked for again in vain for so long is not waited for: only a key frame helps. */
    private static final long HOPELESS_NANOS = 1_000 * MILLI;

    private static final long REQUEST_NANOS = 500 * MILLI;

    private final int wantedHeight;
    private final int ssrc;
    private final int rtxSsrc;
    private final int payloadType;
    private final int rtxPayloadType;
    private final int transportExtension;
    private final NackGenerator nacks = new NackGenerator(this::hopeless, REORDER_NANOS);
    private final ReceiveStatistics statistics;
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final Vp8FrameAssembler assembler = new Vp8FrameAssembler();
    private final FreezeMeter freezes = new FreezeMeter();
    private @Nullable CameraClip clip;
    private int place;
    private boolean beyondRepair;
    private long requestedNanos;
    private long pictures;
    private long unusable;
    private long bytes;

    /** @param parameters of the consumer */
    ViewedCamera(RtpParameters parameters, int wantedHeight, long nowNanos) {
        RtpCodecParameters codec = parameters.codecs().getFirst();
        this.wantedHeight = wantedHeight;
        this.ssrc = (int) parameters.encodings().getFirst().ssrc();
        this.rtxSsrc = (int) parameters.encodings().getFirst().rtxSsrc();
        this.payloadType = codec.payloadType();
        this.rtxPayloadType = parameters.codecs().stream()
                .filter(RtpCodecParameters::isRtx)
                .mapToInt(RtpCodecParameters::payloadType)
                .findFirst()
                .orElse(-1);
        this.transportExtension = parameters.headerExtensionId(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri());
        this.statistics = new ReceiveStatistics(ssrc, CLOCK_RATE);
        this.requestedNanos = nowNanos;
        freezes.startWindow(nowNanos);
    }

    private void hopeless() {
        beyondRepair = true;
    }

    int ssrc() {
        return ssrc;
    }

    int rtxSsrc() {
        return rtxSsrc;
    }

    ReceiveStatistics statistics() {
        return statistics;
    }

    NackGenerator nacks() {
        return nacks;
    }

    /** The transport-wide number of a packet of it, -1 when it has none. */
    int transportSequence(RtpPacket packet) {
        int at = transportExtension == 0 ? -1 : packet.extensionOffset(transportExtension);
        return at < 0 || packet.extensionLength(transportExtension) < 2 ? -1 : Bytes.u16(packet.buffer(), at);
    }

    /** Takes a packet of either SSRC. */
    void packet(RtpPacket packet, long nowNanos) {
        bytes += packet.length();
        boolean again = packet.ssrc() == rtxSsrc;
        if (again) {
            if (packet.payloadType() != rtxPayloadType || !Rtx.unwrap(packet, payloadType, ssrc)) {
                return; // padding that probes the line
            }
        } else {
            statistics.received(packet.sequenceNumber(), packet.timestamp(), packet.length(), nowNanos);
        }
        boolean key = descriptor.parse(packet.buffer(), packet.payloadOffset(), packet.payloadLength())
                && descriptor.keyFrame();
        if (nacks.received(packet.sequenceNumber(), key, again, nowNanos)) {
            assembler.insert(
                    packet.buffer(),
                    packet.payloadOffset(),
                    packet.payloadLength(),
                    packet.sequenceNumber(),
                    packet.timestamp(),
                    packet.marker(),
                    nowNanos);
            show(nowNanos);
        }
    }

    private void show(long nowNanos) {
        for (Vp8FrameAssembler.@Nullable Found found = assembler.next(); found != null; found = assembler.next()) {
            show(assembler.take(found), nowNanos);
        }
        if (gap(nowNanos) > GAP_NANOS) {
            Vp8FrameAssembler.@Nullable Found found = assembler.acrossGap();
            if (found != null) {
                show(assembler.take(found), nowNanos);
            }
        }
    }

    /** For how long something has been missing, in ns. */
    private long gap(long nowNanos) {
        return assembler.gapSince() == Vp8FrameAssembler.NO_GAP ? 0 : nowNanos - assembler.gapSince();
    }

    private void show(byte[] frame, long nowNanos) {
        for (CameraClip each : CameraClip.sizes()) {
            int found = each.placeOf(frame);
            if (found == 0 || (found > 0 && clip == each && found == each.after(place))) {
                clip = each;
                place = found;
                pictures++;
                freezes.picture(nowNanos);
                return;
            }
        }
        unusable++;
        assembler.broken();
    }

    /** Looks after what does not come. */
    void poll(Outgoing.Way way, long nowNanos) {
        show(nowNanos);
        boolean needed = beyondRepair || assembler.needsKeyFrame() || gap(nowNanos) > HOPELESS_NANOS;
        if (needed && nowNanos - requestedNanos >= REQUEST_NANOS) {
            requestedNanos = nowNanos;
            beyondRepair = false;
            way.rtcp(new PictureLossIndication(Viewing.OWN_SSRC, ssrc));
        }
    }

    void startWindow(long nowNanos) {
        pictures = 0;
        unusable = 0;
        bytes = 0;
        freezes.startWindow(nowNanos);
    }

    View view(long nowNanos) {
        return new View(
                wantedHeight,
                clip == null ? 0 : clip.height(),
                pictures,
                Duration.ofNanos(freezes.frozenNanos(nowNanos)),
                unusable,
                bytes);
    }
}
