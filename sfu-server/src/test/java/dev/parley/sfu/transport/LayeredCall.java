package dev.parley.sfu.transport;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpMapping;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerOptions;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import dev.parley.sfu.stream.WorkerCounters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A producer of several encodings with its consumers, without a network between, in a time of its own. */
final class LayeredCall implements Producer.Output, Producer.Listener, Consumer.Listener {
    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;
    private static final long EPOCH_NANOS = 1_800_000_000L * SECOND;
    private static final long FRAME_NANOS = SECOND / 30;
    private static final long TICK_NANOS = 20 * MILLI;

    final WorkerCounters drops = new WorkerCounters();
    final Producer producer;
    final LayeredCamera[] cameras;
    final List<LayeredScreen> screens = new ArrayList<>();
    private final List<Consumer> consumers = new ArrayList<>();
    /** Which layers key frames were asked of. */
    final List<Integer> keyFrameRequests = new ArrayList<>();

    final List<String> layerChanges = new ArrayList<>();
    long now = 100 * SECOND;
    /** Whether every picture comes with a sender report of its encoding now and then. */
    boolean reports = true;

    private long nextTick = now;
    private long nextReport = now;

    /** As many encodings as {@code parameters} have, the smallest first. */
    LayeredCall(RtpParameters parameters) {
        try {
            RtpMapping mapping = Ortc.producerRtpParametersMapping(
                    Ortc.producerRtpParameters(MediaKind.VIDEO, parameters), MediaTracks.ROUTER, 1);
            producer = new Producer("camera", MediaKind.VIDEO, parameters, mapping, false, this, this);
            cameras = new LayeredCamera[parameters.encodings().size()];
            Arrays.setAll(cameras, layer -> new LayeredCamera(layer, parameters, now));
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** Somebody who watches, and has been resumed. */
    LayeredScreen watch(String id) {
        LayeredScreen screen = new LayeredScreen(output -> consume(id, output));
        screens.add(screen);
        screen.consumer.resume(now);
        return screen;
    }

    /** A consumer whose packets go to {@code output}; it is paused. */
    Consumer consume(String id, Consumer.Output output) {
        try {
            RtpMapping mapping = Ortc.producerRtpParametersMapping(producer.parameters(), MediaTracks.ROUTER, 1);
            RtpParameters consumable =
                    Ortc.consumableRtpParameters(MediaKind.VIDEO, producer.parameters(), MediaTracks.ROUTER, mapping);
            RtpParameters received = Ortc.consumerRtpParameters(
                    consumable, MediaTracks.ROUTER, true, "0", MediaTracks.CONSUMER_SSRC + 10L * consumers.size());
            ConsumerOptions options = new ConsumerOptions(id, "camera", MediaKind.VIDEO, false, received, false, 4_711);
            Consumer consumer = new Consumer(options, producer.layers(), output, this);
            consumers.add(consumer);
            return consumer;
        } catch (OrtcException e) {
            throw new AssertionError(e);
        }
    }

    /** Lets so many pictures be taken, at 30 a second, each encoding that is on sending its own of it. */
    void pictures(int count) {
        for (int i = 0; i < count; i++) {
            long until = now + FRAME_NANOS;
            for (LayeredCamera camera : cameras) {
                if (camera.on) {
                    if (reports && now >= nextReport) {
                        report(camera);
                    }
                    camera.picture(now).forEach(this::arrive);
                }
            }
            if (now >= nextReport) {
                nextReport = now + SECOND / 2;
            }
            pass(until - now);
        }
    }

    /** Lets time pass without a picture. */
    void pass(long nanos) {
        long until = now + nanos;
        while (nextTick <= until) {
            now = nextTick;
            producer.tick(now, 0);
            nextTick += TICK_NANOS;
        }
        now = until;
    }

    /** A packet of the camera comes to the server. */
    void arrive(byte[] bytes) {
        RtpPacket packet = new RtpPacket();
        byte[] copy = bytes.clone();
        if (!packet.wrap(copy, 0, copy.length)) {
            throw new AssertionError("malformed");
        }
        producer.receive(packet, drops, now);
    }

    private void report(LayeredCamera camera) {
        producer.senderReport(
                new SenderReport(
                        camera.ssrc,
                        NtpTime.fromUnixNanos(EPOCH_NANOS + now),
                        camera.timestampAt(now),
                        1,
                        1,
                        List.of()),
                now);
    }

    @Override
    public void sendNack(int ssrc, int[] sequences, int count) {}

    @Override
    public void sendKeyFrameRequest(int ssrc, boolean fir) {
        for (LayeredCamera camera : cameras) {
            if (camera.ssrc == ssrc) {
                camera.keyFrameWanted = camera.listens;
                keyFrameRequests.add(camera.layer);
            }
        }
    }

    @Override
    public void packet(Producer from, MediaPacket packet, ReceiveStream stream, long nowNanos) {
        for (int i = 0; i < consumers.size(); i++) {
            consumers.get(i).forward(packet, stream, nowNanos);
        }
    }

    @Override
    public void silent(Producer which, boolean silent) {}

    @Override
    public void layersChanged(Producer which) {
        consumers.forEach(Consumer::layersReceived);
    }

    @Override
    public void clockRead(Producer which, ReceiveStream stream) {}

    @Override
    public void scoresChanged(Producer which) {}

    @Override
    public void keyFrameNeeded(Consumer which, int spatialLayer, long nowNanos) {
        producer.keyFrameNeeded(spatialLayer, nowNanos);
    }

    @Override
    public void layersChanged(Consumer which) {
        layerChanges.add(which.id() + " " + which.currentSpatialLayer() + "," + which.currentTemporalLayer());
    }

    @Override
    public void scoreChanged(Consumer which) {}
}
