package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.sfu.stream.LayerRate;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import java.util.List;
import java.util.Optional;

/**
 * One track as one subscriber receives it. Forwards the packets of one of its producer's encodings under the consumer's
 * own SSRC and numbers while it flows, begins with a key frame, changes to another encoding with a key frame of that one
 * while the one before goes on, leaves out layers of it, and answers requests for lost packets.
 *
 * <p>Thread: the Worker's.
 */
public final class Consumer implements LayeredStream, PacketSource {
    /** What a consumer asks of the router, and tells it. */
    public interface Listener {
        /** The subscriber cannot go on without a key frame of this encoding. */
        void keyFrameNeeded(Consumer consumer, int encoding, long nowNanos);

        /** Other layers than before are forwarded. */
        void layersChanged(Consumer consumer);

        /** It arrives better or worse than before. */
        void scoreChanged(Consumer consumer);
    }

    /** The way out: the transport the consumer lives on. */
    public interface Output extends PacketOutput {}

    private final ConsumerOptions options;
    private final MediaKind kind;
    private final Listener listener;
    private final Output output;
    private final PacketSender sender;
    private final ReceivedLayers received;
    private final LayerSelection selection;
    private final Forwarding forwarding;
    private final SubscriberView view = new SubscriberView();
    private boolean paused = true;
    private boolean closed;
    private boolean producerPaused;
    private boolean packetForgotten;
    private long lastNanos;
    private int toldSpatial = NO_LAYER;
    private int toldTemporal = NO_LAYER;

    /**
     * A consumer that is paused.
     *
     * @param received the encodings of its producer
     */
    public Consumer(ConsumerOptions options, ReceivedLayers received, Output output, Listener listener) {
        this.options = options;
        this.kind = options.kind();
        this.received = received;
        this.output = output;
        this.listener = listener;
        this.producerPaused = options.producerPaused();
        this.selection = new LayerSelection(received, decodable(options.rtpParameters(), received));
        // Below 2^15, so that the first roll-over is far from the first packets (RFC 3711, section 3.3.1).
        int firstSequence = (int) options.seed() & 0x7fff;
        int firstRtxSequence = (int) (options.seed() >>> 16) & 0x7fff;
        this.sender = new PacketSender(this, options.rtpParameters(), firstRtxSequence, output);
        this.forwarding = new Forwarding(firstSequence, sender, received, selection, this::wantKeyFrame);
    }

    /** Who is not told by each packet of which layer it is cannot tell layers of AV1 apart, and gets the lowest alone. */
    private static int decodable(RtpParameters parameters, ReceivedLayers received) {
        boolean oneStream = received.encodings() == 1;
        boolean told = parameters.headerExtensionId(Ortc.DEPENDENCY_DESCRIPTOR) != 0;
        return oneStream && !told && parameters.needsDependencyDescriptor() ? 1 : received.spatialLayers();
    }

    /** Forwards the producer's packet, if it is to be forwarded. */
    public void forward(MediaPacket packet, ReceiveStream from, long nowNanos) {
        lastNanos = nowNanos;
        if (packetForgotten) {
            packetForgotten = false;
            forwarding.stop();
        }
        if (flows() && output.ready() && sender.accepts(packet)) {
            forwarding.forward(packet, from, nowNanos);
            tellLayers();
        }
    }

    /**
     * Packets of the stream, which were withheld, are forwarded again: those that are kept at once.
     *
     * @param first the first of them, if it is still kept and did not go out before
     */
    public void heardAgain(ReceiveStream from, long first, long nowNanos) {
        lastNanos = nowNanos;
        if (flows() && output.ready()) {
            forwarding.goOnFrom(from, first, nowNanos);
        }
    }

    /** Whether its packets leave in one piece with others, so that they can wait for each other. */
    public boolean joins() {
        return output.joins();
    }

    /** In the midst of sending: what is to be done about it is done with the next packet. */
    @Override
    public void packetForgotten() {
        packetForgotten = kind == MediaKind.VIDEO;
    }

    /**
     * Writes a packet that nobody misses into the draft of the output.
     *
     * @param bytes about how long it should be
     * @return its length, or 0 when there is no such packet
     */
    public int writePadding(int bytes) {
        return !flows() || forwarding.source() == null ? 0 : sender.writePadding(bytes, received);
    }

    /** It has ended; nothing more of it is sent. */
    public void close() {
        closed = true;
    }

    @Override
    public boolean closed() {
        return closed;
    }

    private void wantKeyFrame(int encoding, long nowNanos) {
        if (kind == MediaKind.VIDEO) {
            listener.keyFrameNeeded(this, encoding, nowNanos);
        }
    }

    private void tellLayers() {
        int spatial = currentSpatialLayer();
        int temporal = currentTemporalLayer();
        if ((spatial != toldSpatial || temporal != toldTemporal) && kind == MediaKind.VIDEO) {
            toldSpatial = spatial;
            toldTemporal = temporal;
            listener.layersChanged(this);
        }
    }

    /** The subscriber lacks a packet. All that it lacks is told before {@link #lost} is, of each. */
    public void lacks(int sequence) {
        sender.asked(sequence);
    }

    /**
     * The subscriber lost a packet. It is sent again, by RTX where that was negotiated, else as the very same bytes.
     *
     * @param sequence as the subscriber knows it, 0 to 65535
     */
    public void lost(int sequence, long nowNanos) {
        if (paused || !output.ready()) {
            return;
        }
        if (sender.wasSent(sequence)) {
            sender.sendAgain(sequence, received, nowNanos);
        } else {
            forwarding.sendLate(sequence, nowNanos);
        }
    }

    /** The subscriber cannot decode what it has (PLI or FIR). */
    public void keyFrameRequested(long nowNanos) {
        if (flows()) {
            forwarding.askForKeyFrame(nowNanos);
        }
    }

    /** What the subscriber says of the stream it receives. */
    public void reported(ReportBlock block, long nowNanos) {
        sender.reported(SubscriberView.lossShare(block), nowNanos);
        sender.reports().reported(block, nowNanos);
        if (view.reported(block)) {
            listener.scoreChanged(this);
        }
    }

    /** Packets flow no more until {@link #resume}. */
    public void pause() {
        paused = true;
        forwarding.stop();
        tellLayers();
    }

    /** Packets flow again, video from the next key frame on, which is asked for. */
    public void resume(long nowNanos) {
        if (paused) {
            paused = false;
            synchronize(nowNanos);
        }
    }

    /** The producer was paused or resumed. */
    public void producerPaused(boolean nowPaused, long nowNanos) {
        boolean resumed = producerPaused && !nowPaused;
        producerPaused = nowPaused;
        if (resumed) {
            synchronize(nowNanos);
        } else if (nowPaused) {
            forwarding.stop();
            tellLayers();
        }
    }

    /** The transport became able to send. */
    public void transportReady(long nowNanos) {
        synchronize(nowNanos);
    }

    private void synchronize(long nowNanos) {
        forwarding.stop();
        if (flows() && output.ready() && kind == MediaKind.VIDEO) {
            forwarding.start(nowNanos);
            tellLayers();
        }
    }

    /** Other encodings are being received than before. */
    public void layersReceived() {
        // A key frame is asked for with the next packet of what is wanted now, unless that is one.
        selection.chooseAgain();
    }

    /** The subscriber wants no more than this. */
    public void prefer(int spatialLayer, int temporalLayer, long nowNanos) {
        selection.prefer(spatialLayer, temporalLayer);
        askForWanted(nowNanos);
    }

    private void askForWanted(long nowNanos) {
        if (flows() && output.ready()) {
            forwarding.askForChange(nowNanos);
        }
    }

    /** How much it matters among the streams of its subscriber, 1 (least) to 255. */
    public void priority(int now) {
        view.priority(now);
    }

    /** How large its picture is shown, in pixels; 0 when that is not known. */
    public void visible(int width, int height, long nowNanos) {
        view.visible(width, height);
        selection.shownIn(Math.max(width, height));
        askForWanted(nowNanos);
    }

    /** The highest spatial layer that is of use to the subscriber, whatever its line carries; -1 for none. */
    public int desiredSpatialLayer() {
        selection.chooseAgain();
        return paused ? NO_LAYER : selection.desiredSpatial();
    }

    @Override
    public void target(int spatialLayer, int temporalLayer) {
        selection.target(spatialLayer, temporalLayer);
        if (selection.wantedSpatial() < 0) {
            forwarding.stop();
            tellLayers();
        }
    }

    @Override
    public boolean flows() {
        return !paused && !producerPaused;
    }

    @Override
    public List<LayerRate> layers() {
        return received.rates(selection.desiredSpatial(), lastNanos);
    }

    @Override
    public int preferredSpatialLayer() {
        return selection.preferredSpatial();
    }

    @Override
    public int preferredTemporalLayer() {
        return selection.preferredTemporal();
    }

    @Override
    public int currentSpatialLayer() {
        return selection.currentSpatial();
    }

    @Override
    public int currentTemporalLayer() {
        ReceiveStream from = forwarding.source();
        int seen = from == null ? 0 : from.traffic().temporalLayers();
        return Math.min(selection.currentTemporal(), seen - 1);
    }

    @Override
    public int priority() {
        return view.priority();
    }

    @Override
    public int visibleWidth() {
        return view.width();
    }

    @Override
    public int visibleHeight() {
        return view.height();
    }

    @Override
    public boolean screenShare() {
        return options.screenShare();
    }

    /**
     * The sender report that is due now, if one is. Its clock is the publisher's own, carried on, so that the
     * subscriber can play a publisher's audio and video in step.
     */
    public Optional<SenderReport> senderReport(long nowNanos) {
        return forwarding.senderReport(reports(), kind(), nowNanos);
    }

    /** This consumer's id. */
    public String id() {
        return options.id();
    }

    /** The id of what it consumes. */
    public String producerId() {
        return options.producerId();
    }

    @Override
    public MediaKind kind() {
        return kind;
    }

    /** The canonical name of its source (RFC 3550, section 6.5.1), the same for all of one publisher's tracks. */
    public String cname() {
        return options.rtpParameters().rtcp().cname();
    }

    /** The SSRC of its media. */
    public int ssrc() {
        return sender.ssrc();
    }

    /** The SSRC of its retransmissions, or 0. */
    public int rtxSsrc() {
        return sender.rtxSsrc();
    }

    /** Whether it waits for {@link #resume}. */
    public boolean paused() {
        return paused;
    }

    /** How well it arrives at its subscriber, 0 to 10. */
    public int score() {
        return view.score();
    }

    /** Counters and round trip time. */
    public SendReports reports() {
        return sender.reports();
    }
}
