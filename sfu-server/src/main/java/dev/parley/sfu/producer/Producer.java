package dev.parley.sfu.producer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
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
import dev.parley.sfu.stream.WorkerCounters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One track that a publisher sends. Numbers and repairs its packets, gives each new one to the listener, and asks the
 * publisher for what is lost and for key frames.
 *
 * <p>Of a publisher that sends several encodings the first is taken.
 *
 * <p>Thread: the Worker's.
 */
public final class Producer {
    /** What a producer tells the router. */
    public interface Listener {
        /** A packet to be forwarded. Neither it nor its bytes are kept after the call. */
        void packet(Producer producer, MediaPacket packet, ReceiveStream stream, long nowNanos);

        /** The publisher sends nothing, or sends again. */
        void silent(Producer producer, boolean silent);
    }

    /** The way back to the publisher: the transport the producer lives on. */
    public interface Output {
        /** Asks for lost packets of {@code ssrc}. */
        void sendNack(int ssrc, int[] sequences, int count);

        /** Asks for a key frame of {@code ssrc}: by full intra request, else by picture loss indication. */
        void sendKeyFrameRequest(int ssrc, boolean fir);
    }

    /** Where nothing tells encodings apart, another SSRC is taken once the current one has been quiet for this long. */
    private static final long TAKE_OVER_NANOS = 500_000_000L;

    private final String id;
    private final MediaKind kind;
    private final RtpParameters parameters;
    private final ProducerFormats formats;
    private final HeaderExtensionIds extensionIds;
    private final boolean firOnly;
    private final Output output;
    private final Listener listener;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final MediaPacket packet = new MediaPacket();
    private final TakenEncoding encoding;
    private @Nullable ReceiveStream stream;
    private boolean paused;
    private boolean silent;
    private long rttNanos;
    private long lastTickNanos;

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
        this.encoding = new TakenEncoding(parameters.encodings().getFirst(), extensionIds);
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
        MediaFormat media = formats.media(rtp.payloadType());
        boolean recovered = media == null;
        MediaFormat format = recovered ? original(rtp.payloadType()) : media;
        if (format == null) {
            counters.count(DropReason.UNKNOWN_PAYLOAD_TYPE);
            return;
        }
        ReceiveStream from = recovered ? repairedBy(rtp) : streamOf(rtp, nowNanos);
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

    private void receive(
            RtpPacket rtp,
            MediaFormat format,
            ReceiveStream from,
            boolean recovered,
            WorkerCounters counters,
            long now) {
        packet.show(rtp, extensionIds, format);
        long sequence = from.receive(rtp, packet.keyFrame(), recovered, now);
        if (sequence == ReceiveStream.DUPLICATE) {
            counters.count(DropReason.DUPLICATE);
            return;
        }
        if (sequence == ReceiveStream.RESTARTED) {
            receive(rtp, format, newStream(rtp.ssrc()), recovered, counters, now);
            return;
        }
        packet.number(sequence);
        if (kind == MediaKind.VIDEO && packet.keyFrame()) {
            keyFrames.keyFrame(now);
        }
        if (silent) {
            silent = false;
            listener.silent(this, false);
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

    /** The stream the packet belongs to, if it is of the encoding taken; its SSRC is the announced one or is learned. */
    private @Nullable ReceiveStream streamOf(RtpPacket rtp, long nowNanos) {
        ReceiveStream current = stream;
        if (current != null && current.ssrc() == rtp.ssrc()) {
            return current;
        }
        boolean taken = encoding.isAnnounced()
                ? encoding.begins(rtp)
                : current == null || nowNanos - current.lastPacketNanos() > TAKE_OVER_NANOS;
        return taken ? newStream(rtp.ssrc()) : null;
    }

    private @Nullable ReceiveStream repairedBy(RtpPacket rtp) {
        return encoding.isRepairedBy(rtp) ? stream : null;
    }

    private ReceiveStream newStream(int ssrc) {
        ReceiveStream created = new ReceiveStream(ssrc, kind, formats, extensionIds, this::wantKeyFrameAfterLoss);
        stream = created;
        return created;
    }

    private void askForLost(ReceiveStream from, long nowNanos) {
        int count = from.nacks().poll(nowNanos, rttNanos);
        if (count > 0) {
            output.sendNack(from.ssrc(), from.nacks().lost(), count);
        }
    }

    private void wantKeyFrameAfterLoss() {
        keyFrames.want(lastTickNanos);
    }

    /** Someone cannot go on without a key frame. Asks for it now, or as soon as it makes sense. */
    public void keyFrameNeeded(long nowNanos) {
        if (kind == MediaKind.VIDEO) {
            keyFrames.want(nowNanos);
            askForKeyFrame(nowNanos);
        }
    }

    private void askForKeyFrame(long nowNanos) {
        ReceiveStream from = stream;
        if (from != null && !paused && keyFrames.poll(nowNanos)) {
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
        lastTickNanos = nowNanos;
        ReceiveStream from = stream;
        if (from == null) {
            return;
        }
        if (formats.first().nack()) {
            askForLost(from, nowNanos);
        }
        askForKeyFrame(nowNanos);
        if (!silent && !paused && from.silentAt(nowNanos)) {
            silent = true;
            listener.silent(this, true);
        }
    }

    /** The publisher's sender report for one of its streams. */
    public void senderReport(SenderReport report, long nowNanos) {
        ReceiveStream from = stream;
        if (from != null && from.ssrc() == report.ssrc()) {
            from.senderReport(report, nowNanos);
        }
    }

    /** What to tell the publisher of how its stream arrives. */
    public Optional<ReportBlock> reportBlock(long nowNanos) {
        ReceiveStream from = stream;
        return from == null ? Optional.empty() : Optional.of(from.reportBlock(nowNanos));
    }

    /** Packets are received, and go no further, until {@link #resume}. */
    public void pause() {
        paused = true;
    }

    /** Packets are forwarded again. */
    public void resume() {
        paused = false;
    }

    /** This producer's id. */
    public String id() {
        return id;
    }

    /** Audio or video. */
    public MediaKind kind() {
        return kind;
    }

    /** As the publisher gave them. */
    public RtpParameters parameters() {
        return parameters;
    }

    /** Whether it waits for {@link #resume}. */
    public boolean paused() {
        return paused;
    }

    /** Whether nothing has come for some seconds although it is not paused. */
    public boolean silent() {
        return silent;
    }

    /** The SSRC of the stream being received, or 0 before the first packet of one that announced none. */
    public int ssrc() {
        ReceiveStream from = stream;
        return from == null ? encoding.announcedSsrc() : from.ssrc();
    }

    /** The ids of the header extensions in its packets. */
    public HeaderExtensionIds extensionIds() {
        return extensionIds;
    }
}
