package dev.parley.sfu.pipe;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.stream.WorkerCounters;

/**
 * A producer's way to all who consume it on one other Worker. Takes there what the producer receives, once, whoever and
 * however many they are.
 *
 * <p>Thread: the Worker's of the producer.
 */
public final class PipeConsumer {
    /** A key frame with more packets after it than this is not taken along: a new one is asked for. */
    private static final int MOST_KEPT_PACKETS = 48;

    /** Tags are never negative. */
    private static final int NONE = -1;

    private final PipeProducer to;
    private final Pipe pipe;
    private final WorkerCounters counters;
    private final MediaPacket kept = new MediaPacket();
    private int wantedSpatialLayer = LayeredStream.NO_LAYER;
    /** As the far end believes that it is, until it says something else. */
    private boolean joins = true;

    private int lastStreamTag = NONE;
    private long lastSequence;
    /** The stream of which packets were withheld, while none of those after them is in the pipe. */
    private int withheldStreamTag = NONE;

    /**
     * A way that nothing was sent on yet.
     *
     * @param to what stands for the producer at the far end of the pipe
     */
    public PipeConsumer(PipeProducer to, Pipe pipe, WorkerCounters counters) {
        this.to = to;
        this.pipe = pipe;
        this.counters = counters;
        pipe.opened();
    }

    /** Takes what the far end would know if it had been there before: clocks, the last key frames, and whether it pauses. */
    public void open(Track track) {
        for (int layer = 0; layer < track.layers().encodings(); layer++) {
            ReceiveStream stream = track.layers().stream(layer);
            if (stream != null) {
                clockRead(stream);
                if (track.kind() == MediaKind.VIDEO) {
                    sendKeyFrame(stream);
                }
            }
        }
        paused(track.paused());
    }

    private void sendKeyFrame(ReceiveStream stream) {
        long first = stream.keyFrame();
        // A new one can be asked for; what others send now cannot.
        if (first >= 0 && stream.highest() - first < MOST_KEPT_PACKETS && pipe.halfFree()) {
            sendKept(stream, first);
        }
    }

    private void sendKept(ReceiveStream stream, long first) {
        for (long sequence = first; sequence <= stream.highest(); sequence++) {
            if (stream.find(sequence, kept)) {
                send(kept, stream);
            }
        }
    }

    /** Sends a packet, of which the far end knows after {@link #flush}. */
    public void send(MediaPacket packet, ReceiveStream stream) {
        boolean newest = lastStreamTag != stream.tag() || packet.sequence() > lastSequence;
        boolean afterWithheld = newest && withheldStreamTag == stream.tag();
        if (!pipe.add(packet, stream, afterWithheld, to)) {
            counters.count(DropReason.PIPE_FULL);
            return;
        }
        counters.piped();
        if (afterWithheld) {
            withheldStreamTag = NONE;
        }
        if (newest) {
            lastStreamTag = stream.tag();
            lastSequence = packet.sequence();
        }
    }

    /** The far end is to take what was sent. */
    public void flush() {
        pipe.flush();
    }

    /** Packets of the stream, which were withheld, go on: those that are kept from {@code first} on at once. */
    public void heardAgain(ReceiveStream stream, long first) {
        long unsent = stream.tag() == lastStreamTag ? lastSequence + 1 : 0;
        withheldStreamTag = stream.tag();
        sendKept(stream, Math.max(first, unsent));
        flush();
    }

    /** The publisher has said what its clock shows. */
    public void clockRead(ReceiveStream stream) {
        int ssrc = stream.ssrc();
        int tag = stream.tag();
        stream.senderClock().reading().ifPresent(reading -> pipe.tell(_ -> to.clockRead(ssrc, tag, reading)));
    }

    /** The producer was paused or resumed. */
    public void paused(boolean now) {
        pipe.tell(nowNanos -> to.paused(now, nowNanos));
    }

    /** The producer has ended, or was gone when the pipe was to open. */
    public void close() {
        pipe.tell(_ -> to.producerClosed());
        pipe.closed();
    }

    /** Nobody consumes the producer there any more. */
    public void abandon() {
        pipe.closed();
    }

    /** Up to this layer the producer is watched there; -1 for none at all. */
    public void wanted(int spatialLayer) {
        wantedSpatialLayer = spatialLayer;
    }

    /** Up to which layer the producer is watched there; -1 for none at all. */
    public int wantedSpatialLayer() {
        return wantedSpatialLayer;
    }

    /** Whether packets leave in one piece with others there. */
    public void joins(boolean now) {
        joins = now;
    }

    /** Whether packets leave in one piece with others there, so that they can wait for each other. */
    public boolean joins() {
        return joins;
    }

    /** Whether it leads to {@code producer}. */
    public boolean leadsTo(PipeProducer producer) {
        return to == producer;
    }

    /** Whether it goes through {@code other}. */
    public boolean goesThrough(Pipe other) {
        return pipe == other;
    }
}
