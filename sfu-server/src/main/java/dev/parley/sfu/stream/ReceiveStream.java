package dev.parley.sfu.stream;

import dev.parley.protocol.feedback.NackGenerator;
import dev.parley.protocol.feedback.ReceiveStatistics;
import dev.parley.protocol.feedback.RetransmissionBuffer;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.Arrays;

/**
 * One encoding of a producer as it arrives: numbering, duplicates, losses, statistics, the publisher's clock, and the
 * packets kept for retransmission, which all consumers share.
 */
public final class ReceiveStream {
    private static final long NONE = -1;

    /** Returned by {@link #receive} for a packet that was received before. */
    public static final long DUPLICATE = -1;

    /** Returned by {@link #receive} when the publisher began to number anew: a new stream has to take over. */
    public static final long RESTARTED = -2;

    /** No network delivers a packet this late; beyond it the losses' own window ends too. */
    private static final int FAR_BEHIND = 2048;

    private static final int TOP_TEMPORAL_LAYER = 7;

    /** Video sends at least one frame in this time, opus with DTX one packet in 400 ms (RFC 7587, section 3.1.3). */
    private static final long SILENCE_NANOS = 2_500_000_000L;

    private final int ssrc;
    private final int encoding;
    private final int tag;
    private final ProducerFormats formats;
    private final HeaderExtensionIds extensionIds;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final ReceiveStatistics statistics;
    private final NackGenerator nacks;
    private final RetransmissionBuffer stored;
    private final RtpPacket found = new RtpPacket();
    private final SenderClock senderClock = new SenderClock();
    private final int clockRate;
    private final KnownLayers known;
    private final LayerTraffic traffic = new LayerTraffic();
    /** By spatial layer; the same as the traffic of the whole where there is but one. */
    private final LayerTraffic[] layers;

    private final StreamScore score = new StreamScore();
    private long lastPacketNanos;
    private long highest = NONE;
    private long keyFrame = NONE;
    private int keyFrameTimestamp;
    private int newestTimestamp;
    /** The packet with the last structure. */
    private long structure = NONE;

    /**
     * @param encoding which of the producer's it is, 0 the smallest; at most 255
     * @param generation differs from that of every other stream of the producer
     * @param layers that it is announced to have
     * @param losses told when too much is lost to be asked for again
     */
    public ReceiveStream(
            int ssrc,
            int encoding,
            int generation,
            MediaKind kind,
            ProducerFormats formats,
            HeaderExtensionIds extensionIds,
            StreamLayers layers,
            NackGenerator.Listener losses) {
        this.ssrc = ssrc;
        this.encoding = encoding;
        this.tag = generation << 8 | encoding;
        this.formats = formats;
        this.extensionIds = extensionIds;
        this.clockRate = formats.first().clockRate();
        this.statistics = new ReceiveStatistics(ssrc, clockRate);
        this.nacks = new NackGenerator(losses);
        this.known = new KnownLayers(layers.mode());
        this.layers = new LayerTraffic[layers.spatialLayers()];
        Arrays.setAll(this.layers, _ -> this.layers.length == 1 ? traffic : new LayerTraffic());
        this.stored = kind == MediaKind.VIDEO ? RetransmissionBuffer.forVideo() : RetransmissionBuffer.forAudio();
    }

    /**
     * Takes a packet in.
     *
     * @param recovered whether it came as a retransmission
     * @return its unwrapped sequence number, {@link #DUPLICATE} or {@link #RESTARTED}
     */
    public long receive(MediaPacket packet, boolean recovered, long nowNanos) {
        RtpPacket rtp = packet.rtp();
        long sequence = unwrapper.peek(rtp.sequenceNumber());
        boolean farBehind = unwrapper.highest() - sequence > FAR_BEHIND;
        if (!nacks.received(rtp.sequenceNumber(), packet.keyFrame(), recovered, nowNanos)) {
            return DUPLICATE;
        }
        if (farBehind) {
            return RESTARTED;
        }
        unwrapper.unwrap(rtp.sequenceNumber());
        if (!recovered) {
            statistics.received(rtp.sequenceNumber(), rtp.timestamp(), rtp.length(), nowNanos);
        }
        keep(packet, sequence, nowNanos);
        return sequence;
    }

    /**
     * Keeps a packet for those who consume the stream. What has come over a pipe needs no more than that: it was numbered
     * and repaired where it arrived.
     *
     * @param sequence its unwrapped number
     */
    public void keep(MediaPacket packet, long sequence, long nowNanos) {
        RtpPacket rtp = packet.rtp();
        stored.store(sequence, rtp, nowNanos);
        boolean newest = sequence > highest;
        if (newest) {
            highest = sequence;
            newestTimestamp = rtp.timestamp();
        }
        // In a simulcast within one stream each layer of a picture has a key frame; it begins with the first.
        boolean anotherPicture = keyFrame == NONE || rtp.timestamp() != keyFrameTimestamp;
        if (packet.keyFrame() && sequence > keyFrame && anotherPicture) {
            keyFrame = sequence;
            keyFrameTimestamp = rtp.timestamp();
        }
        if (sequence > structure && packet.teach()) {
            structure = sequence;
        }
        traffic.learnSize(packet, packet.spatialLayer());
        traffic.received(packet, packet.spatialLayer(), newest, nowNanos);
        // Of which layers a packet is that nothing explains is not known, nor that the others have stopped.
        if (layers.length > 1 && !packet.unexplained()) {
            receivedLayers(packet, newest, nowNanos);
        }
        lastPacketNanos = nowNanos;
    }

    private void receivedLayers(MediaPacket packet, boolean newest, long nowNanos) {
        FrameLayers frame = packet.layers();
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer].learnSize(packet, layer);
            if (frame == null ? layer == 0 : frame.isPartOf(layer, TOP_TEMPORAL_LAYER)) {
                layers[layer].received(packet, layer, newest, nowNanos);
            }
        }
    }

    /** Shows the stored packet {@code sequence} in {@code into}; false when it is not, or no longer, stored. */
    public boolean find(long sequence, MediaPacket into) {
        return find(sequence, into, known);
    }

    /** As {@link #find}, without what the packet says of its layers: reading that can cost more than all else. */
    public boolean findToRepeat(long sequence, MediaPacket into) {
        return find(sequence, into, KnownLayers.NONE);
    }

    private boolean find(long sequence, MediaPacket into, KnownLayers ofLayers) {
        if (!stored.find(sequence, found)) {
            return false;
        }
        MediaFormat format = formats.media(found.payloadType());
        if (format == null) {
            return false;
        }
        into.show(found, extensionIds, format, ofLayers);
        into.number(sequence);
        return true;
    }

    /** The publisher's sender report for this stream. */
    public void senderReport(SenderReport report, long nowNanos) {
        senderClock.reported(report.ntpTime(), report.rtpTimestamp(), nowNanos);
        statistics.senderReport(report.ntpTime(), nowNanos);
    }

    /** How the stream arrives; begins a new interval for the fraction lost. */
    public ReportBlock reportBlock(long nowNanos) {
        return statistics.reportBlock(nowNanos);
    }

    /** Whether nothing has come for so long that the publisher must have stopped. */
    public boolean silentAt(long nowNanos) {
        return nowNanos - lastPacketNanos > SILENCE_NANOS;
    }

    /** When the last packet came, monotonic nanoseconds; 0 before the first. */
    public long lastPacketNanos() {
        return lastPacketNanos;
    }

    /** What is to be known of it to understand its packets. */
    public KnownLayers known() {
        return known;
    }

    /** What it costs as a whole, and when its pictures came. */
    public LayerTraffic traffic() {
        return traffic;
    }

    /** What it costs up to one of its spatial layers, and when pictures of that came. */
    LayerTraffic traffic(int spatialLayer) {
        return layers[spatialLayer];
    }

    /** How well it arrives. */
    public StreamScore score() {
        return score;
    }

    /** Looks again at how well it arrives; to be called every second or so. */
    public void rate(boolean live) {
        score.rate(live, statistics.expected(), statistics.cumulativeLost() - nacks.recovered());
    }

    /** The unwrapped sequence number with which the last key frame began, or -1. */
    public long keyFrame() {
        return keyFrame;
    }

    /** The RTP timestamp of the last key frame. */
    public int keyFrameTimestamp() {
        return keyFrameTimestamp;
    }

    /** The highest unwrapped sequence number that came, or -1. */
    public long highest() {
        return highest;
    }

    /** The RTP timestamp of the packet with the highest number. */
    public int newestTimestamp() {
        return newestTimestamp;
    }

    /** What is missing and when to ask for it. */
    public NackGenerator nacks() {
        return nacks;
    }

    /** The publisher's clock. */
    public SenderClock senderClock() {
        return senderClock;
    }

    /** The SSRC its packets have. */
    public int ssrc() {
        return ssrc;
    }

    /** Which of the producer's encodings it is, 0 the smallest. */
    public int encoding() {
        return encoding;
    }

    /** By what it is told from every other stream of its producer, those that came before it too. */
    public int tag() {
        return tag;
    }

    /** Packets received so far. */
    public ReceiveStatistics statistics() {
        return statistics;
    }

    /** RTP clock units a second. */
    public int clockRate() {
        return clockRate;
    }
}
