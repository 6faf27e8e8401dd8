package dev.parley.desktop.transport;

import dev.parley.protocol.feedback.RetransmissionBuffer;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One stream that is sent: numbers its packets, writes their headers, and keeps them for being asked for again.
 *
 * <p>Thread: the media thread, but for what says otherwise.
 */
public final class OutboundStream {
    private static final long SECOND = 1_000_000_000L;
    private static final int LEVEL_MASK = 0x7f;
    private static final int VOICE = 0x80;
    private static final byte[] NOTHING = {};

    private final MediaKind kind;
    private final int ssrc;
    private final int rtxSsrc;
    private final int payloadType;
    private final int rtxPayloadType;
    private final int clockRate;
    private final int transportExtension;
    private final int levelExtension;
    private final int timestampOffset;
    private final RetransmissionBuffer history;
    private final @Nullable SentAsTheyAre sentAsTheyAre;
    private final SequenceUnwrapper asked = new SequenceUnwrapper();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket view = new RtpPacket();
    private final SaidBefore saidBefore;
    private final Runnable keyFrameRequested;
    private long sequence;
    private int rtxSequence;
    private int packets;
    private int octets;
    private int lastTimestamp;
    private long lastTimestampNanos;
    private int packetsReported;
    private int resentInPlace;
    private volatile double lossShare;

    /** @param encoding of the parameters, which this stream is */
    OutboundStream(
            MediaKind kind,
            RtpParameters parameters,
            int encoding,
            RandomGenerator random,
            Runnable keyFrameRequested) {
        RtpCodecParameters codec = parameters.codecs().getFirst();
        this.kind = kind;
        this.ssrc = (int) parameters.encodings().get(encoding).ssrc();
        this.rtxSsrc = (int) parameters.encodings().get(encoding).rtxSsrc();
        this.payloadType = codec.payloadType();
        this.rtxPayloadType = MediaParameters.rtxPayloadType(parameters);
        this.saidBefore = new SaidBefore(MediaParameters.redPayloadType(parameters));
        this.clockRate = codec.clockRate();
        this.transportExtension = parameters.headerExtensionId(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri());
        this.levelExtension = parameters.headerExtensionId(RtpHeaderExtension.SSRC_AUDIO_LEVEL.uri());
        this.timestampOffset = random.nextInt();
        // Far from wrapping, which some receivers take badly at the start; extended as the unwrapper does.
        this.sequence = 0x1_0000L + random.nextInt(1 << 15);
        this.rtxSequence = random.nextInt(1 << 15);
        this.history = kind == MediaKind.VIDEO ? RetransmissionBuffer.forVideo() : RetransmissionBuffer.forAudio();
        this.sentAsTheyAre = !canRetransmit() && MediaParameters.isRepaired(codec) ? new SentAsTheyAre() : null;
        this.keyFrameRequested = keyFrameRequested;
    }

    /** What is sent. */
    public MediaKind kind() {
        return kind;
    }

    /** The share of packets that the server last said were lost on the way to it, 0 to 1. Any thread. */
    public double lossShare() {
        return lossShare;
    }

    int ssrc() {
        return ssrc;
    }

    boolean canRetransmit() {
        return rtxSsrc != 0 && rtxPayloadType >= 0;
    }

    /** The server's report, sent about once a second. What was sent again in place was lost once, too. */
    void reported(double fractionLost, long nowNanos) {
        int since = packets - packetsReported;
        double again = since == 0 ? 0 : Math.min(1, (double) resentInPlace / since);
        lossShare = Math.min(1, fractionLost + again);
        saidBefore.reported(lossShare, nowNanos);
        packetsReported = packets;
        resentInPlace = 0;
    }

    /** A packet went out as these bytes. They are kept where only they can be sent again. */
    void sent(byte[] ciphertext, int length) {
        if (sentAsTheyAre != null) {
            sentAsTheyAre.keep((int) (sequence - 1) & 0xffff, ciphertext, length);
        }
    }

    /**
     * The bytes of a packet that was lost, to be sent again as they are; empty when they are not kept, or not any more.
     *
     * @param lost its sequence number
     */
    byte[] again(int lost) {
        byte[] bytes = sentAsTheyAre == null ? NOTHING : sentAsTheyAre.find(lost & 0xffff);
        resentInPlace += bytes.length > 0 ? 1 : 0;
        return bytes;
    }

    /** Whether a lost packet can be sent again in one way or another. */
    boolean isRepairable() {
        return canRetransmit() || sentAsTheyAre != null;
    }

    void requestKeyFrame() {
        keyFrameRequested.run();
    }

    /**
     * Writes the next packet.
     *
     * @param transportSequence for the transport-wide extension, used if that was agreed on
     * @return its length
     */
    int write(OutboundPacket packet, byte[] out, int transportSequence, long nowNanos) {
        int timestamp = (int) packet.rtpTimestamp() + timestampOffset;
        boolean repeats = kind == MediaKind.AUDIO && saidBefore.accompanies(packet);
        int type = repeats ? saidBefore.payloadType() : payloadType;
        header.start(out, 0, type, packet.marker(), (int) sequence, timestamp, ssrc);
        extensions(packet.levelDbov(), packet.voice(), transportSequence);
        int headerLength = header.finish();
        int payload = packet.payload().length;
        if (repeats) {
            payload = saidBefore.write(packet, payloadType, out, headerLength);
        } else {
            System.arraycopy(packet.payload(), 0, out, headerLength, payload);
        }
        int length = headerLength + payload;
        if (canRetransmit() && view.wrap(out, 0, length)) {
            history.store(sequence, view, nowNanos);
        }
        asked.unwrap((int) sequence & 0xffff);
        sequence++;
        packets++;
        octets += payload;
        lastTimestamp = timestamp;
        lastTimestampNanos = packet.captureNanos();
        return length;
    }

    private void extensions(int levelDbov, boolean voice, int transportSequence) {
        if (levelExtension != 0 && kind == MediaKind.AUDIO) {
            header.extension8(levelExtension, (levelDbov & LEVEL_MASK) | (voice ? VOICE : 0));
        }
        if (transportExtension != 0) {
            header.extension16(transportExtension, transportSequence);
        }
    }

    /** Whether packets of this stream are counted transport-wide. */
    boolean isCountedTransportWide() {
        return transportExtension != 0;
    }

    /**
     * Writes the retransmission of a packet.
     *
     * @param lost its sequence number
     * @return its length, or -1 when it is not kept any more
     */
    int writeRetransmission(int lost, byte[] out, int transportSequence) {
        if (!canRetransmit() || !history.find(asked.peek(lost), view)) {
            return -1;
        }
        header.start(out, 0, rtxPayloadType, view.marker(), rtxSequence++, view.timestamp(), rtxSsrc);
        extensions(0, false, transportSequence);
        int headerLength = header.finish();
        int payload =
                Rtx.writePayload(out, headerLength, lost, view.buffer(), view.payloadOffset(), view.payloadLength());
        return payload < 0 ? -1 : headerLength + payload;
    }

    /**
     * Writes something that nobody misses: the newest packet once more, as its retransmission.
     *
     * @param wanted bytes; what is written may be shorter
     * @return its length, or -1 when there is nothing to repeat
     */
    int writePadding(int wanted, byte[] out, int transportSequence) {
        if (packets == 0 || wanted <= 0) {
            return -1;
        }
        return writeRetransmission((int) (sequence - 1) & 0xffff, out, transportSequence);
    }

    /** Whether a sender report says anything. */
    boolean hasSent() {
        return packets > 0;
    }

    /** A sender report for now. */
    SenderReport report(long ntpNow, long nowNanos) {
        long since = Math.max(0, nowNanos - lastTimestampNanos);
        int timestamp = lastTimestamp + (int) (since * clockRate / SECOND);
        return new SenderReport(ssrc, ntpNow, timestamp, packets, octets, List.of());
    }
}
