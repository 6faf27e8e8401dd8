package dev.parley.sfu.producer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.RedReader;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.MediaFormat;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ProducerFormats;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import dev.parley.sfu.stream.StreamScore;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One track that a publisher sends, in one encoding or several, the smallest picture first. Numbers and repairs the
 * packets of each, gives each new one to the listener, and asks the publisher for what is lost and for key frames.
 *
 * <p>Thread: the Worker's.
 */
public final class Producer implements Track {
    /** What a producer tells the router. */
    public interface Listener {
        /** A packet to be forwarded. Neither it nor its bytes are kept after the call. */
        void packet(Producer producer, MediaPacket packet, ReceiveStream stream, long nowNanos);

        /** The publisher sends nothing, or sends again. */
        void silent(Producer producer, boolean silent);

        /** Other encodings than before are being received; {@link Producer#layers} says which. */
        void layersChanged(Producer producer);

        /** The publisher has said what its clock shows; the stream's {@link ReceiveStream#senderClock} knows. */
        void clockRead(Producer producer, ReceiveStream stream);

        /** It arrives better or worse than before; {@link Producer#scores} says how well. */
        void scoresChanged(Producer producer);
    }

    /** The way back to the publisher: the transport the producer lives on. */
    public interface Output {
        /** Asks for lost packets of {@code ssrc}. */
        void sendNack(int ssrc, int[] sequences, int count);

        /** Asks for a key frame of {@code ssrc}: by full intra request, else by picture loss indication. */
        void sendKeyFrameRequest(int ssrc, boolean fir);
    }

    /** How often it is looked at how well it arrives. */
    private static final long RATING_NANOS = 1_000_000_000L;

    private final String id;
    private final MediaKind kind;
    private final RtpParameters parameters;
    private final ProducerFormats formats;
    private final HeaderExtensionIds extensionIds;
    private final boolean firOnly;
    private final Output output;
    private final Listener listener;
    private final MediaPacket packet = new MediaPacket();
    private final RedReader red = new RedReader();
    private final RtpPacket shown = new RtpPacket();
    private final Encodings encodings;
    private final ReceivedLayers layers;
    private List<Integer> scores = List.of();
    private long nextRatingNanos = Long.MIN_VALUE;
    private boolean paused;
    private boolean silent;
    private long rttNanos;

    /**
     * @param parameters as the publisher gave them, checked by the negotiation
     * @param mapping of its payload types to the router's
     */
    public Producer(
            String id,
            MediaKind kind,
            RtpParameters parameters,
            RtpMapping mapping,
            boolean paused,
            Output output,
            Listener listener) {
        this.id = id;
        this.kind = kind;
        this.parameters = parameters;
        this.formats = new ProducerFormats(parameters, mapping);
        this.extensionIds = HeaderExtensionIds.of(parameters);
        this.firOnly = offers("ccm", "fir") && !offers("nack", "pli");
        this.encodings = new Encodings(kind, parameters, formats, extensionIds);
        this.layers = encodings.layers();
        this.output = output;
        this.listener = listener;
        this.paused = paused;
    }

    private boolean offers(String type, String parameter) {
        return parameters.codecs().stream()
                .flatMap(codec -> codec.rtcpFeedback().stream())
                .anyMatch(feedback -> feedback.equals(new RtcpFeedback(type, parameter)));
    }

    /** Takes in a packet that the transport found to be this producer's. */
    public void receive(RtpPacket rtp, WorkerCounters counters, long nowNanos) {
        if (formats.redundant(rtp.payloadType())) {
            receiveRedundant(rtp, counters, nowNanos);
            return;
        }
        MediaFormat media = formats.media(rtp.payloadType());
        boolean recovered = media == null;
        MediaFormat format = recovered ? original(rtp.payloadType()) : media;
        if (format == null) {
            counters.count(DropReason.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        ReceiveStream from = recovered ? encodings.repairedBy(rtp) : encodings.streamOf(rtp, nowNanos);
        if (from == null) {
            counters.count(DropReason.UNKNOWN_STREAM);
            return;
        }
        if (recovered && !Rtx.unwrap(rtp, format.payloadType(), from.ssrc())) {
            // A probe for bandwidth: padding in the shape of a retransmission.
            return;
        }
        receive(rtp, format, from, recovered, counters, nowNanos);
    }

    /** What it repeats of packets that were lost comes first: then they are not even asked for. */
    private void receiveRedundant(RtpPacket rtp, WorkerCounters counters, long nowNanos) {
        MediaFormat format = formats.first();
        if (!red.read(rtp)) {
            counters.count(DropReason.MALFORMED_RED);
            return;
        }
        ReceiveStream from = encodings.streamOf(rtp, nowNanos);
        if (from == null) {
            counters.count(DropReason.UNKNOWN_STREAM);
            return;
        }
        for (int block = 0; block < red.blocks(); block++) {
            boolean repeated = block < red.blocks() - 1;
            if ((!repeated || from.nacks().lacks(red.sequenceNumber(block)))
                    && red.show(block, format.payloadType(), shown)) {
                receive(shown, format, from, repeated, counters, nowNanos);
            }
        }
    }

    private void receive(
            RtpPacket rtp,
            MediaFormat format,
            ReceiveStream from,
            boolean recovered,
            WorkerCounters counters,
            long now) {
        packet.show(rtp, extensionIds, format, from.known());
        long sequence = from.receive(packet, recovered, now);
        if (sequence == ReceiveStream.DUPLICATE) {
            counters.count(DropReason.DUPLICATE);
            return;
        }
        int encoding = from.encoding();
        if (sequence == ReceiveStream.RESTARTED) {
            receive(rtp, format, encodings.begin(encoding, rtp.ssrc()), recovered, counters, now);
            return;
        }
        packet.number(sequence);
        if (kind == MediaKind.VIDEO && packet.keyFrame()) {
            encodings.keyFrames(encoding).keyFrame(now);
        }
        if (silent) {
            silent = false;
            listener.silent(this, false);
        }
        if (layers.received(from, packet, now)) {
            listener.layersChanged(this);
        }
        if (!paused) {
            listener.packet(this, packet, from, now);
        }
        if (format.nack()) {
            askForLost(from, now);
        }
    }

    /** The format whose retransmissions have {@code payloadType}. */
    private @Nullable MediaFormat original(int payloadType) {
        int associated = formats.retransmitted(payloadType);
        return associated < 0 ? null : formats.media(associated);
    }

    private void askForLost(ReceiveStream from, long nowNanos) {
        int count = from.nacks().poll(nowNanos, rttNanos);
        if (count > 0) {
            output.sendNack(from.ssrc(), from.nacks().lost(), count);
        }
    }

    /** Asks for it now, or as soon as it makes sense. */
    @Override
    public void keyFrameNeeded(int encoding, long nowNanos) {
        if (kind == MediaKind.VIDEO) {
            encodings.keyFrames(encoding).want(nowNanos);
            askForKeyFrame(encoding, nowNanos);
        }
    }

    private void askForKeyFrame(int encoding, long nowNanos) {
        ReceiveStream from = layers.stream(encoding);
        if (from != null && !paused && encodings.keyFrames(encoding).poll(nowNanos)) {
            output.sendKeyFrameRequest(from.ssrc(), firOnly);
        }
    }

    /**
     * Time passes; to be called every few tens of milliseconds.
     *
     * @param rttNanos to the publisher and back, or 0 when unknown
     */
    public void tick(long nowNanos, long rttNanos) {
        this.rttNanos = rttNanos;
        encodings.tick(nowNanos);
        boolean begun = false;
        boolean allSilent = true;
        for (int encoding = 0; encoding < layers.encodings(); encoding++) {
            ReceiveStream from = layers.stream(encoding);
            if (from != null) {
                begun = true;
                allSilent &= from.silentAt(nowNanos);
                if (formats.first().nack()) {
                    askForLost(from, nowNanos);
                }
                askForKeyFrame(encoding, nowNanos);
            }
        }
        if (!begun || paused) {
            return;
        }
        if (!silent && allSilent) {
            silent = true;
            listener.silent(this, true);
        }
        if (layers.passed(nowNanos)) {
            listener.layersChanged(this);
        }
        rate(nowNanos);
    }

    private void rate(long nowNanos) {
        if (nextRatingNanos != Long.MIN_VALUE && nowNanos - nextRatingNanos < 0) {
            return;
        }
        nextRatingNanos = nowNanos + RATING_NANOS;
        List<Integer> now = new ArrayList<>(layers.encodings());
        for (int encoding = 0; encoding < layers.encodings(); encoding++) {
            ReceiveStream from = layers.stream(encoding);
            if (from != null) {
                from.rate(layers.received(encoding));
            }
            now.add(from == null ? 0 : from.score().value());
        }
        if (!now.equals(scores)) {
            scores = List.copyOf(now);
            listener.scoresChanged(this);
        }
    }

    /** The publisher's sender report for one of its streams. */
    public void senderReport(SenderReport report, long nowNanos) {
        ReceiveStream from = layers.ofSsrc(report.ssrc());
        if (from != null) {
            from.senderReport(report, nowNanos);
            listener.clockRead(this, from);
        }
    }

    /** What to tell the publisher of how its streams arrive. */
    public List<ReportBlock> reportBlocks(long nowNanos) {
        List<ReportBlock> blocks = new ArrayList<>(layers.encodings());
        for (int encoding = 0; encoding < layers.encodings(); encoding++) {
            ReceiveStream from = layers.stream(encoding);
            if (from != null) {
                blocks.add(from.reportBlock(nowNanos));
            }
        }
        return blocks;
    }

    /** Packets are received, and go no further, until {@link #resume}. */
    public void pause() {
        paused = true;
    }

    /** Packets are forwarded again. */
    public void resume() {
        paused = false;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public MediaKind kind() {
        return kind;
    }

    /** As the publisher gave them. */
    public RtpParameters parameters() {
        return parameters;
    }

    @Override
    public boolean paused() {
        return paused;
    }

    /** Whether nothing has come for some seconds although it is not paused. */
    public boolean silent() {
        return silent;
    }

    /** The SSRCs of the streams being received or announced. */
    public List<Integer> ssrcs() {
        return encodings.ssrcs();
    }

    @Override
    public ReceivedLayers layers() {
        return layers;
    }

    /** How well each of its encodings arrives, 0 to {@value StreamScore#BEST}; empty before the first look at that. */
    public List<Integer> scores() {
        return scores;
    }

    /** How each of its encodings arrives. */
    public List<EncodingFigures> figures(long nowNanos) {
        return EncodingFigures.of(layers, nowNanos);
    }

    /** The ids of the header extensions in its packets. */
    public HeaderExtensionIds extensionIds() {
        return extensionIds;
    }
}
