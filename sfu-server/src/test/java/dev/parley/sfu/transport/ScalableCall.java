package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.rtp.Rtx;
import dev.parley.protocol.wire.SequenceUnwrapper;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerOptions;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.consumer.ScalableCamera;
import dev.parley.sfu.consumer.ScalableCamera.Frame;
import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.Tracks;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A producer of one stream with layers and its consumers, without a network between, in a time of its own. */
final class ScalableCall implements Producer.Output, Producer.Listener, Consumer.Listener {
    static final long MILLI = 1_000_000L;
    private static final long PICTURE_NANOS = 33_333_333L;

    final Producer producer;
    final ScalableCamera camera;
    final List<Consumer> consumers = new ArrayList<>();
    final List<String> layerChanges = new ArrayList<>();
    /** The packets, counted from 0 on, that do not come by themselves; they are kept in {@link #lost}. */
    final Set<Integer> loses = new HashSet<>();

    final List<byte[]> lost = new ArrayList<>();
    Mutation mutates = packet -> {};
    int keyFrameRequests;
    /** How often it was said that other layers are being received. */
    int producerChanges;

    /** Whether the camera listens to requests for key frames. */
    boolean listens = true;

    long now = 100_000 * MILLI;
    private final boolean vp9;
    private final WorkerCounters drops = new WorkerCounters();
    private int timestamp = 77;
    private int packets;

    private @Nullable Far far;

    /** On one Worker. */
    ScalableCall(ScalableCamera.Mode mode, boolean vp9) {
        this(mode, vp9, mode.name());
    }

    /** On one Worker, of a publisher who announces another mode than the camera has. */
    ScalableCall(ScalableCamera.Mode mode, boolean vp9, String announced) {
        this.vp9 = vp9;
        this.camera = new ScalableCamera(mode, vp9, 3_000);
        try {
            RtpParameters parameters =
                    MediaTracks.parameters("video", Tracks.scalable("0", vp9 ? "video/VP9" : "video/AV1", announced));
            RtpMapping mapping = Ortc.producerRtpParametersMapping(
                    Ortc.producerRtpParameters(MediaKind.VIDEO, parameters), MediaTracks.ROUTER, 1);
            producer = new Producer("camera", MediaKind.VIDEO, parameters, mapping, false, this, this);
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** With its consumers on another Worker than its producer, to which packets go through a pipe. */
    static ScalableCall piped(ScalableCamera.Mode mode, boolean vp9) {
        ScalableCall call = new ScalableCall(mode, vp9);
        call.far = call.new Far();
        return call;
    }

    /** What the consumers see. */
    private Track track() {
        return far == null ? producer : far.stand;
    }

    /** The other Worker, and the pipe to it. */
    private final class Far implements PipeProducer.Listener, PipeProducer.Output {
        final PipeProducer stand;
        final PipeConsumer pipe;

        Far() {
            try {
                RtpMapping mapping = Ortc.producerRtpParametersMapping(producer.parameters(), MediaTracks.ROUTER, 1);
                stand = new PipeProducer("camera", MediaKind.VIDEO, producer.parameters(), mapping, this, this);
            } catch (OrtcException e) {
                throw new AssertionError(e);
            }
            pipe = new PipeConsumer(stand, new Pipe(Runnable::run, () -> now), drops);
            pipe.open(producer);
            pipe.flush();
        }

        @Override
        public void packet(
                PipeProducer from, MediaPacket packet, ReceiveStream stream, boolean afterWithheld, long nowNanos) {
            consumers.forEach(consumer -> consumer.forward(packet, stream, nowNanos));
        }

        @Override
        public void layersChanged(PipeProducer which) {
            consumers.forEach(Consumer::layersReceived);
        }

        @Override
        public void pausedChanged(PipeProducer which, long nowNanos) {}

        @Override
        public void closed(PipeProducer which) {}

        @Override
        public void broken(PipeProducer which, RuntimeException cause) {
            throw cause;
        }

        @Override
        public void open(PipeProducer which) {}

        @Override
        public void close(PipeProducer which) {}

        @Override
        public void keyFrameNeeded(PipeProducer which, int encoding, long nowNanos) {
            producer.keyFrameNeeded(encoding, nowNanos);
        }

        @Override
        public void layersWanted(PipeProducer which, int encoding) {}

        @Override
        public void joins(PipeProducer producer, boolean now) {}
    }

    /** Somebody who watches, and has been resumed. */
    Viewer watch(String id) {
        Viewer viewer = new Viewer(id, true);
        viewer.consumer.resume(now);
        return viewer;
    }

    /** Lets so many pictures be taken, at 30 a second, and time pass meanwhile. */
    void pictures(int count) {
        for (int i = 0; i < count; i++) {
            timestamp += 3_000;
            for (Frame frame : camera.picture(timestamp)) {
                for (byte[] packet : frame.packets()) {
                    if (loses.contains(packets++)) {
                        lost.add(packet);
                    } else {
                        arrive(packet);
                    }
                }
            }
            now += PICTURE_NANOS;
            producer.tick(now, 0);
            if (far != null) {
                far.stand.tick(now);
            }
        }
    }

    /** What was lost comes after all. */
    void repair() {
        lost.forEach(this::arrive);
        lost.clear();
    }

    private void arrive(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        byte[] copy = bytes.clone();
        mutates.mutate(copy);
        // What is no RTP packet at all does not get as far as a producer.
        if (packet.wrap(copy, 0, copy.length)) {
            producer.receive(packet, drops, now);
        }
    }

    /** Changes a packet on its way. */
    interface Mutation {
        void mutate(byte[] packet);
    }

    /**
     * A packet as it was sent.
     *
     * @param content as {@link ScalableCamera#content}, empty in one without content
     */
    record Piece(long sequence, int timestamp, boolean marker, String content) {}

    /** Who watches. */
    final class Viewer implements Consumer.Output {
        final Consumer consumer;
        final TreeMap<Long, Piece> pieces = new TreeMap<>();
        private final PacketDraft draft = new PacketDraft(2_048);
        private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        private final int payloadType;
        int retransmissions;
        /** Whether packets need not be what the camera sends. */
        boolean mayBeAnything;

        /** Packets that said of which layer they are. */
        int withDescriptor;

        private final int descriptorId;

        /**
         * @param told whether its browser knows dependency descriptors
         */
        Viewer(String id, boolean told) {
            try {
                RtpMapping mapping = Ortc.producerRtpParametersMapping(producer.parameters(), MediaTracks.ROUTER, 1);
                RtpParameters consumable = Ortc.consumableRtpParameters(
                        MediaKind.VIDEO, producer.parameters(), MediaTracks.ROUTER, mapping);
                RtpParameters received = Ortc.consumerRtpParameters(
                        consumable, capabilities(told), true, "0", MediaTracks.CONSUMER_SSRC + 10L * consumers.size());
                descriptorId = received.headerExtensionId(Ortc.DEPENDENCY_DESCRIPTOR);
                payloadType = received.codecs().getFirst().payloadType();
                ConsumerOptions options =
                        new ConsumerOptions(id, "camera", MediaKind.VIDEO, false, received, false, 4_711);
                consumer = new Consumer(options, track().layers(), this, ScalableCall.this);
                consumers.add(consumer);
            } catch (OrtcException e) {
                throw new AssertionError(e);
            }
        }

        private static RtpCapabilities capabilities(boolean told) {
            return new RtpCapabilities(
                    MediaTracks.ROUTER.codecs(),
                    MediaTracks.ROUTER.headerExtensions().stream()
                            .filter(each -> told || !each.uri().equals(Ortc.DEPENDENCY_DESCRIPTOR))
                            .toList());
        }

        /** The pictures so far, as the digits of the spatial layers that are whole; by their packets in order. */
        List<String> pictures() {
            List<String> result = new ArrayList<>();
            int of = 0;
            for (Piece piece : pieces.values()) {
                if (piece.content.endsWith("/1")) {
                    String layer = piece.content.substring(0, 1);
                    if (piece.timestamp == of && !result.isEmpty()) {
                        result.set(result.size() - 1, result.getLast() + layer);
                    } else {
                        result.add(layer);
                    }
                    of = piece.timestamp;
                }
            }
            return result;
        }

        @Override
        public int send(PacketSource from, int length, PacketClass packetClass, long nowNanos) {
            RtpPacket packet = new RtpPacket();
            if (!packet.wrap(Arrays.copyOf(draft.bytes(), length), 0, length)) {
                throw new AssertionError("malformed");
            }
            boolean again = packet.ssrc() == consumer.rtxSsrc();
            if (again && !Rtx.unwrap(packet, payloadType, consumer.ssrc())) {
                throw new AssertionError("an empty retransmission");
            }
            retransmissions += again ? 1 : 0;
            withDescriptor += descriptorId != 0 && packet.extensionOffset(descriptorId) >= 0 ? 1 : 0;
            if (mayBeAnything) {
                return length;
            }
            long sequence = unwrapper.unwrap(packet.sequenceNumber());
            String content = packet.payloadLength() == 0 ? "" : ScalableCamera.content(packet, vp9);
            Piece piece = new Piece(sequence, packet.timestamp(), packet.marker(), content);
            Piece before = pieces.put(sequence, piece);
            if (before != null && !(again && before.equals(piece))) {
                throw new AssertionError("two packets of one number: " + before + " and " + piece);
            }
            return length;
        }

        @Override
        public boolean sendAgain(int length, int before, byte[] ends, int endOffset, long nowNanos) {
            throw new AssertionError("retransmission streams were negotiated");
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public PacketDraft draft() {
            return draft;
        }

        @Override
        public int maximumPacketLength() {
            return 1_400;
        }

        @Override
        public boolean mayRetransmit(int bytes) {
            return true;
        }

        @Override
        public void dropped(DropReason reason) {
            throw new AssertionError(reason);
        }
    }

    @Override
    public void sendNack(int ssrc, int[] sequences, int count) {}

    @Override
    public void sendKeyFrameRequest(int ssrc, boolean fir) {
        keyFrameRequests++;
        camera.keyFrameWanted = listens;
    }

    @Override
    public void packet(Producer from, MediaPacket packet, ReceiveStream stream, long nowNanos) {
        if (far == null) {
            consumers.forEach(consumer -> consumer.forward(packet, stream, nowNanos));
        } else {
            far.pipe.send(packet, stream);
            far.pipe.flush();
        }
    }

    @Override
    public void clockRead(Producer which, ReceiveStream stream) {}

    @Override
    public void silent(Producer which, boolean silent) {}

    @Override
    public void layersChanged(Producer which) {
        producerChanges++;
        if (far == null) {
            consumers.forEach(Consumer::layersReceived);
        }
    }

    @Override
    public void scoresChanged(Producer which) {}

    @Override
    public void keyFrameNeeded(Consumer which, int encoding, long nowNanos) {
        track().keyFrameNeeded(encoding, nowNanos);
    }

    @Override
    public void layersChanged(Consumer which) {
        layerChanges.add(which.id() + " " + which.currentSpatialLayer() + "," + which.currentTemporalLayer());
    }

    @Override
    public void scoreChanged(Consumer which) {}
}
