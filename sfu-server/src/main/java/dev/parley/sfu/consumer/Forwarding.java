package dev.parley.sfu.consumer;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.FrameLayers;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way of a producer's packets through a consumer: which encoding is taken, from which packet on, under which numbers,
 * and which of its pictures are left out. Allocates nothing per packet.
 */
final class Forwarding {
    /** What it asks of the consumer. */
    interface Listener {
        /** Nothing can go on without a key frame of this encoding. */
        void keyFrameNeeded(int encoding, long nowNanos);
    }

    /** More packets than this since a key frame are too many to be sent at once, when a new key frame would do. */
    private static final int MOST_KEPT_PACKETS = 48;

    /** Nor are pictures over more seconds than this decoded in no time. */
    private static final int MOST_KEPT_SECONDS = 1;

    /** A publisher who sends nothing for this long may have stopped. */
    private static final long FLOWING_NANOS = 500_000_000L;

    private final int firstSequence;
    private final PacketSender sender;
    private final ReceivedLayers received;
    private final LayerSelection selection;
    private final Listener listener;
    private final MediaPacket kept = new MediaPacket();
    private @Nullable FrameSelection frames;

    private @Nullable Continuity continuity;
    /** What is being forwarded; none while a key frame is awaited. */
    private @Nullable ReceiveStream source;
    /** What was forwarded last. */
    private @Nullable ReceiveStream lastSource;
    /** Whether the packets that come cannot be understood, and since when. */
    private boolean unexplained;

    private long unexplainedSinceNanos;

    Forwarding(
            int firstSequence,
            PacketSender sender,
            ReceivedLayers received,
            LayerSelection selection,
            Listener listener) {
        this.firstSequence = firstSequence;
        this.sender = sender;
        this.received = received;
        this.selection = selection;
        this.listener = listener;
    }

    /** Forwards the packet, if it is of the encoding to be forwarded and of its layers. */
    void forward(MediaPacket packet, ReceiveStream from, long nowNanos) {
        Continuity mapping = mapping(packet);
        if (from == source) {
            forward(packet, from, mapping, nowNanos);
        } else if (takes(packet, from, nowNanos)) {
            begin(packet, from, mapping, nowNanos);
            forward(packet, from, mapping, nowNanos);
            // The first packet of the key frame may come after others of it.
            forwardKept(from, packet.sequence() + 1, mapping, nowNanos);
        }
    }

    private Continuity mapping(MediaPacket packet) {
        Continuity mapping = continuity;
        if (mapping == null) {
            mapping = new Continuity(packet.format().clockRate(), firstSequence);
            continuity = mapping;
        }
        return mapping;
    }

    /** Whether to go on with this stream from this packet on; asks for the key frame without which that cannot be. */
    private boolean takes(MediaPacket packet, ReceiveStream from, long nowNanos) {
        int encoding = from.encoding();
        ReceiveStream current = source;
        if (current != null && current.encoding() == encoding) {
            // The publisher numbers anew.
            stop();
        }
        int wanted = wantedEncoding();
        // While nothing is to be seen, less than what is wanted is better.
        boolean usable = encoding == wanted || (source == null && encoding < wanted);
        if (usable && packet.keyFrame()) {
            return true;
        }
        if (encoding == wanted) {
            // Asked for as long as packets come that are of no use without it.
            listener.keyFrameNeeded(wanted, nowNanos);
        }
        return false;
    }

    private int wantedEncoding() {
        return received.encodingOf(selection.wantedSpatial());
    }

    private void begin(MediaPacket packet, ReceiveStream from, Continuity mapping, long nowNanos) {
        ReceiveStream before = lastSource;
        int timestamp = packet.rtp().timestamp();
        if (before == null || before.encoding() == from.encoding()) {
            mapping.restartAt(packet.sequence(), timestamp, packet.pictureId(), packet.tl0(), nowNanos);
        } else {
            mapping.switchTo(
                    packet.sequence(),
                    timestamp,
                    LayerClocks.sameInstant(timestamp, from, before, mapping),
                    packet.pictureId(),
                    packet.tl0(),
                    nowNanos);
        }
        began(from);
    }

    private void began(ReceiveStream from) {
        source = from;
        lastSource = from;
        unexplained = false;
        selection.began(received.lowestOf(from.encoding()));
        if (frames != null) {
            frames.restart();
        }
    }

    private void forward(MediaPacket packet, ReceiveStream from, Continuity mapping, long nowNanos) {
        long sequence = packet.sequence();
        if (!mapping.maps(sequence)) {
            return;
        }
        if (packet.unexplained()) {
            // It leaves a gap, and is asked for again.
            awaitStructure(from, nowNanos);
            return;
        }
        unexplained = false;
        FrameLayers layers = packet.layers();
        if (layers != null) {
            forwardFrame(packet, layers, from, mapping, nowNanos);
        } else if (mapping.comesAfterAll(sequence)) {
            if (packet.keyFrame()) {
                selection.began(received.lowestOf(from.encoding()));
            }
            if (selection.forwards(packet.temporalLayer(), packet.startOfPicture(), packet.layerSync())) {
                sender.send(packet, from, mapping, false, nowNanos);
            } else {
                mapping.leaveOut(sequence, packet.rtp().timestamp());
            }
        } else if (sender.wasSent(mapping.sequence(sequence))) {
            // It was among those that are kept, and went out with them, in front of others that had come before it.
            return;
        } else if (mapping.isPictureLeftOut(packet.rtp().timestamp())) {
            if (!mapping.isLeftOut(sequence)) {
                sender.sendFiller(packet, mapping, nowNanos);
            }
        } else {
            sender.send(packet, from, mapping, false, nowNanos);
        }
    }

    /** What explains the packets that come may still be repaired; after that only a key frame brings it. */
    private void awaitStructure(ReceiveStream from, long nowNanos) {
        unexplainedSinceNanos = unexplained ? unexplainedSinceNanos : nowNanos;
        unexplained = true;
        if (nowNanos - unexplainedSinceNanos > FrameChains.PATIENCE_NANOS) {
            listener.keyFrameNeeded(from.encoding(), nowNanos);
        }
    }

    private void forwardFrame(
            MediaPacket packet, FrameLayers layers, ReceiveStream from, Continuity mapping, long nowNanos) {
        long sequence = packet.sequence();
        FrameSelection choice = frames();
        boolean next = mapping.comesAfterAll(sequence);
        if (!next && (mapping.isLeftOut(sequence) || sender.wasSent(mapping.sequence(sequence)))) {
            return;
        }
        int lowest = received.lowestOf(from.encoding());
        if (next) {
            boolean its = wantedEncoding() == from.encoding();
            choice.want(
                    its ? selection.wantedSpatial() - lowest : choice.spatial(),
                    Math.min(selection.wantedTemporal(), from.known().temporalLayers() - 1));
        }
        if (next ? choice.forwards(layers, packet.rtp().timestamp(), nowNanos) : choice.forwardsLate(layers)) {
            sender.send(packet, from, mapping, choice.endsPicture(layers), nowNanos);
        } else if (next) {
            mapping.leaveOut(sequence, layers.number());
        } else {
            sender.sendFiller(packet, mapping, nowNanos);
        }
        if (choice.spatial() < 0) {
            selection.ended();
        } else {
            selection.forwarding(lowest + choice.spatial(), choice.temporal());
        }
        if (choice.needsKeyFrame(nowNanos)) {
            listener.keyFrameNeeded(from.encoding(), nowNanos);
        }
    }

    private FrameSelection frames() {
        FrameSelection choice = frames;
        if (choice == null) {
            choice = new FrameSelection();
            frames = choice;
        }
        return choice;
    }

    private void forwardKept(ReceiveStream from, long first, Continuity mapping, long nowNanos) {
        for (long sequence = first; sequence <= from.highest(); sequence++) {
            if (from.find(sequence, kept) && sender.accepts(kept)) {
                forward(kept, from, mapping, nowNanos);
            }
        }
    }

    /** Forwarding ends until there is a key frame. */
    void stop() {
        source = null;
        selection.ended();
    }

    /** Forwarding begins: with a key frame that is kept, if that is not long ago, else with a new one. */
    void start(long nowNanos) {
        int wanted = wantedEncoding();
        for (int encoding = wanted; encoding >= 0; encoding--) {
            ReceiveStream from = received.stream(encoding);
            if (from != null && startFromKept(from, nowNanos)) {
                break;
            }
        }
        ReceiveStream begun = source;
        if (wanted >= 0 && (begun == null || begun.encoding() != wanted)) {
            listener.keyFrameNeeded(wanted, nowNanos);
        }
    }

    private boolean startFromKept(ReceiveStream from, long nowNanos) {
        ReceiveStream before = lastSource;
        long first = from.keyFrame();
        boolean few = first >= 0
                && from.highest() - first < MOST_KEPT_PACKETS
                && from.newestTimestamp() - from.keyFrameTimestamp() <= MOST_KEPT_SECONDS * from.clockRate()
                && nowNanos - from.lastPacketNanos() < FLOWING_NANOS;
        if (!few || (before != null && before != from) || !from.find(first, kept) || !sender.accepts(kept)) {
            return false;
        }
        Continuity mapping = mapping(kept);
        if (!mapping.restartAtKept(
                first, kept.rtp().timestamp(), from.newestTimestamp(), kept.pictureId(), kept.tl0(), nowNanos)) {
            return false;
        }
        began(from);
        forwardKept(from, first, mapping, nowNanos);
        return true;
    }

    /** Forwarding of sound goes on after a pause, with the first packet from this one on that is kept and did not go out. */
    void goOnFrom(ReceiveStream from, long first, long nowNanos) {
        Continuity before = lastSource == from ? continuity : null;
        for (long sequence = Math.max(first, 0); sequence <= from.highest(); sequence++) {
            if ((before == null || before.comesAfterAll(sequence))
                    && from.find(sequence, kept)
                    && sender.accepts(kept)) {
                Continuity mapping = mapping(kept);
                begin(kept, from, mapping, nowNanos);
                forwardKept(from, sequence, mapping, nowNanos);
                return;
            }
        }
    }

    /** Asks for a key frame of what is forwarded, or of what is awaited. */
    void askForKeyFrame(long nowNanos) {
        ReceiveStream from = source;
        int encoding = from == null ? wantedEncoding() : from.encoding();
        if (encoding >= 0) {
            listener.keyFrameNeeded(encoding, nowNanos);
        }
    }

    /** Asks for the key frame with which another layer takes over, if one is to. */
    void askForChange(long nowNanos) {
        ReceiveStream from = source;
        int wanted = wantedEncoding();
        if (from != null && wanted >= 0 && from.encoding() != wanted) {
            listener.keyFrameNeeded(wanted, nowNanos);
        }
    }

    /**
     * Sends a packet that could not be sent when it came.
     *
     * @param sequence as the subscriber knows it, 0 to 65535
     */
    void sendLate(int sequence, long nowNanos) {
        Continuity mapping = continuity;
        ReceiveStream from = source;
        if (mapping == null || from == null || !mapping.started()) {
            return;
        }
        long wanted = mapping.producerSequence(sequence);
        if (mapping.maps(wanted) && !mapping.comesAfterAll(wanted) && from.find(wanted, kept) && sender.accepts(kept)) {
            forward(kept, from, mapping, nowNanos);
        }
    }

    /** The sender report that is due now, if one is. */
    Optional<SenderReport> senderReport(SendReports reports, MediaKind kind, long nowNanos) {
        Continuity mapping = continuity;
        ReceiveStream from = source;
        if (mapping == null || from == null || !reports.due(nowNanos, kind)) {
            return Optional.empty();
        }
        return reports.report(sender.ssrc(), from.senderClock(), mapping, from.clockRate(), nowNanos);
    }

    /** What is being forwarded; none while a key frame is awaited. */
    @Nullable
    ReceiveStream source() {
        return source;
    }
}
