package dev.parley.sfu.pipe;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.producer.KeyFrameRequests;
import dev.parley.sfu.stream.HeaderExtensionIds;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.stream.MediaFormat;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ProducerFormats;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.ReceivedLayers;
import dev.parley.sfu.stream.SenderClock;
import dev.parley.sfu.stream.StreamLayers;
import dev.parley.sfu.stream.Track;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A producer for its consumers on another Worker than its own. Keeps its packets, its layers and its publisher's clock as
 * it does, and takes back to it what they need.
 *
 * <p>Thread: the Worker's of the consumers, but for {@link #id}.
 */
public final class PipeProducer implements Track {
    /** What it tells the router of its consumers. */
    public interface Listener {
        /**
         * A packet to be forwarded. Neither it nor its bytes are kept after the call.
         *
         * @param afterWithheld whether packets before it were withheld, which nobody is to miss
         */
        void packet(
                PipeProducer producer, MediaPacket packet, ReceiveStream stream, boolean afterWithheld, long nowNanos);

        /** Other encodings than before are being received; {@link PipeProducer#layers} says which. */
        void layersChanged(PipeProducer producer);

        /** The producer was paused or resumed; {@link PipeProducer#paused} says which. */
        void pausedChanged(PipeProducer producer, long nowNanos);

        /** The producer has ended. */
        void closed(PipeProducer producer);

        /** An invariant does not hold: its consumers get nothing more that makes sense. */
        void broken(PipeProducer producer, RuntimeException cause);
    }

    /** The way back to the router that the producer is on. */
    public interface Output {
        /** Packets are to come from now on. */
        void open(PipeProducer producer);

        /** Nobody consumes it any more. */
        void close(PipeProducer producer);

        /** Somebody cannot go on without a key frame of this encoding. */
        void keyFrameNeeded(PipeProducer producer, int encoding, long nowNanos);

        /** Up to this layer it is watched; -1 for none at all. */
        void layersWanted(PipeProducer producer, int spatialLayer);

        /** Whether packets for any of its consumers leave in one piece with others. */
        void joins(PipeProducer producer, boolean now);
    }

    private final String id;
    private final MediaKind kind;
    private final ProducerFormats formats;
    private final HeaderExtensionIds extensionIds;
    private final Output output;
    private final Listener listener;
    private final StreamLayers streamLayers;
    private final ReceivedLayers layers;
    private final KeyFrameRequests[] keyFrames;
    private final MediaPacket packet = new MediaPacket();
    private final RtpPacket rtp = new RtpPacket();
    private int toldLayersWanted = LayeredStream.NO_LAYER;
    private boolean toldJoins = true;
    /** Until the producer has said something. */
    private boolean paused = true;

    private boolean closed;

    /**
     * Stands for a producer from {@link #open} on.
     *
     * @param parameters as the publisher gave them, checked by the negotiation
     * @param mapping of its payload types to the router's
     */
    public PipeProducer(
            String id, MediaKind kind, RtpParameters parameters, RtpMapping mapping, Output output, Listener listener) {
        this.id = id;
        this.kind = kind;
        this.formats = new ProducerFormats(parameters, mapping);
        this.extensionIds = HeaderExtensionIds.of(parameters);
        this.streamLayers = StreamLayers.of(parameters);
        this.layers = new ReceivedLayers(parameters.encodings().size(), streamLayers.spatialLayers());
        this.keyFrames = IntStream.range(0, layers.encodings())
                .mapToObj(_ -> new KeyFrameRequests())
                .toArray(KeyFrameRequests[]::new);
        this.output = output;
        this.listener = listener;
    }

    /** Asks for what the producer receives. */
    public void open() {
        output.open(this);
    }

    /** Nobody consumes it any more. */
    public void close() {
        closed = true;
        output.close(this);
    }

    /** A packet came through the pipe. */
    void receive(PipedPacket piped, long nowNanos) {
        if (closed) {
            return;
        }
        try {
            take(piped, nowNanos);
        } catch (RuntimeException e) {
            // What comes before its consumers have ended would break likewise.
            closed = true;
            listener.broken(this, e);
        }
    }

    private void take(PipedPacket piped, long nowNanos) {
        ReceiveStream from = stream(piped.ssrc(), piped.streamTag());
        if (from == null) {
            return;
        }
        piped.show(rtp);
        MediaFormat format = formats.media(rtp.payloadType());
        if (format == null) {
            throw new IllegalStateException("payload type " + rtp.payloadType() + " came through a pipe");
        }
        packet.show(rtp, extensionIds, format, from.known());
        packet.number(piped.sequence());
        from.keep(packet, piped.sequence(), nowNanos);
        if (kind == MediaKind.VIDEO && packet.keyFrame()) {
            keyFrames[from.encoding()].keyFrame(nowNanos);
        }
        if (layers.received(from, packet, nowNanos)) {
            listener.layersChanged(this);
        }
        listener.packet(this, packet, from, piped.afterWithheld(), nowNanos);
    }

    /** The stream with this tag, which begins with the first that is heard of it; none when another has taken its place. */
    private @Nullable ReceiveStream stream(int ssrc, int tag) {
        ReceiveStream known = layers.ofTag(tag);
        if (known != null) {
            return known;
        }
        int encoding = tag & 0xff;
        ReceiveStream before = layers.stream(encoding);
        if (before != null && tag - before.tag() < 0) {
            return null;
        }
        ReceiveStream begun =
                new ReceiveStream(ssrc, encoding, tag >> 8, kind, formats, extensionIds, streamLayers, () -> {});
        layers.begin(begun);
        return begun;
    }

    /** The publisher has said what the clock of a stream shows. */
    void clockRead(int ssrc, int tag, SenderClock.Reading reading) {
        ReceiveStream stream = closed ? null : stream(ssrc, tag);
        if (stream != null) {
            stream.senderClock().reported(reading.ntpTime(), reading.rtpTimestamp(), reading.arrivalNanos());
        }
    }

    /** The producer was paused or resumed, or says for the first time which it is. */
    void paused(boolean now, long nowNanos) {
        if (!closed && paused != now) {
            paused = now;
            listener.pausedChanged(this, nowNanos);
        }
    }

    /** The producer has ended, or was gone already. */
    void producerClosed() {
        if (!closed) {
            closed = true;
            listener.closed(this);
        }
    }

    @Override
    public void keyFrameNeeded(int encoding, long nowNanos) {
        if (kind == MediaKind.VIDEO) {
            keyFrames[encoding].want(nowNanos);
            askForKeyFrame(encoding, nowNanos);
        }
    }

    private void askForKeyFrame(int encoding, long nowNanos) {
        if (!paused && keyFrames[encoding].poll(nowNanos)) {
            output.keyFrameNeeded(this, encoding, nowNanos);
        }
    }

    /** Up to this layer its consumers watch it; -1 for none at all. */
    public void layersWanted(int spatialLayer) {
        if (spatialLayer != toldLayersWanted) {
            toldLayersWanted = spatialLayer;
            output.layersWanted(this, spatialLayer);
        }
    }

    /** Whether packets for any of its consumers leave in one piece with others, so that they wait for each other. */
    public void joins(boolean now) {
        if (now != toldJoins) {
            toldJoins = now;
            output.joins(this, now);
        }
    }

    /** Time passes; to be called every few tens of milliseconds. */
    public void tick(long nowNanos) {
        for (int encoding = 0; encoding < keyFrames.length; encoding++) {
            askForKeyFrame(encoding, nowNanos);
        }
        if (!paused && layers.passed(nowNanos)) {
            listener.layersChanged(this);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public MediaKind kind() {
        return kind;
    }

    @Override
    public ReceivedLayers layers() {
        return layers;
    }

    @Override
    public boolean paused() {
        return paused;
    }
}
