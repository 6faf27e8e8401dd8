package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.MILLI;
import static dev.parley.protocol.bwe.SimulatedLink.SECOND;

import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/**
 * One sender and its receiver: an encoder that follows the target exactly enough, audio, the pacer and the estimate, the
 * link; then the real feedback builder, whose feedbacks travel as bytes.
 */
final class SimulatedFlow implements Flow, Pacer.Listener<SimulatedFlow.Media> {
    private static final int PACKET = 1_200;
    private static final int AUDIO_BYTES = 100;
    private static final long AUDIO_NANOS = 20 * MILLI;
    private static final long FRAME_NANOS = 33_333_333L;

    /** The receiver's clock has nothing to do with the sender's. */
    private static final long CLOCK_OFFSET = 987_654_321_987L;

    record Media(int bytes) {}

    private record Arriving(long time, int sequence, int bytes) {}

    private record Answer(long time, TransportFeedback feedback) {}

    private final SimulatedLink link;
    private final Random random;
    final SendSideBandwidth bandwidth;
    final Pacer<Media> pacer;
    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(1);
    private final PriorityQueue<Arriving> arriving =
            new PriorityQueue<>(Comparator.comparingLong(Arriving::time).thenComparingInt(Arriving::sequence));
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private LongUnaryOperator applicationLimit = time -> Long.MAX_VALUE;
    private long startNanos;
    private long feedbackDelay = 25 * MILLI;
    private double feedbackLoss;
    private boolean padding = true;
    private int sequence = 65_000;
    private long nextFrame;
    private long nextAudio;
    private long nextPoll;
    long receivedBytes;
    long sentPackets;
    long lostPackets;
    int droppedByPacer;
    long probeBytes;

    SimulatedFlow(long seed, SimulatedLink link, BandwidthSettings settings) {
        this.link = link;
        random = SimulatedLink.random(seed);
        bandwidth = new SendSideBandwidth(settings);
        pacer = new Pacer<>(settings.start(), this);
    }

    SimulatedFlow feedbackPath(long millis, double loss) {
        feedbackDelay = millis * MILLI;
        feedbackLoss = loss;
        return this;
    }

    /** The application sends no more than this, in bits per second, at a time in nanoseconds. */
    SimulatedFlow applicationLimit(LongUnaryOperator limit) {
        applicationLimit = limit;
        return this;
    }

    SimulatedFlow withoutPadding() {
        padding = false;
        return this;
    }

    SimulatedFlow startingAt(long second) {
        startNanos = second * SECOND;
        return this;
    }

    @Override
    public void tick(long now) {
        receive(now);
        if (now < startNanos) {
            return;
        }
        takeAnswers(now);
        if (now >= nextPoll) {
            bandwidth.poll(now);
            nextPoll = now + 25 * MILLI;
        }
        pacer.target(bandwidth.targetBitsPerSecond());
        bandwidth.nextProbe(now).ifPresent(pacer::probe);
        produce(now);
        pacer.poll(now);
    }

    private void produce(long now) {
        long allowed = Math.min(bandwidth.targetBitsPerSecond(), applicationLimit.applyAsLong(now));
        if (now >= nextAudio) {
            pacer.enqueue(new Media(AUDIO_BYTES), AUDIO_BYTES, PacketClass.AUDIO, now);
            nextAudio = Math.max(nextAudio + AUDIO_NANOS, now);
        }
        if (now < nextFrame) {
            return;
        }
        nextFrame = Math.max(nextFrame + FRAME_NANOS, now);
        long video = allowed - AUDIO_BYTES * 8 * SECOND / AUDIO_NANOS;
        if (pacer.queueNanos() > 200 * MILLI) {
            return;
        }
        if (video <= 0) {
            // At the very bottom a frame now and then keeps the path under watch.
            video = random.nextInt(10) == 0 ? 30_000 : 0;
        }
        int frame = (int) (video * FRAME_NANOS / 8e9 * (0.7 + 0.6 * random.nextDouble()));
        int packets = (frame + PACKET - 1) / PACKET;
        for (int i = 0; i < packets; i++) {
            int size = frame / packets + 40;
            pacer.enqueue(new Media(size), size, PacketClass.VIDEO, now);
        }
    }

    @Override
    public void send(Media packet, int probe, long now) {
        transmit(packet.bytes(), probe, now);
    }

    @Override
    public void dropped(Media packet) {
        droppedByPacer++;
    }

    @Override
    public int padding(int bytes, int probe, long now) {
        if (!padding) {
            return 0;
        }
        int size = Math.clamp(bytes, 50, PACKET);
        transmit(size, probe, now);
        return size;
    }

    private void transmit(int bytes, int probe, long now) {
        if (probe != ProbeCluster.NONE) {
            probeBytes += bytes;
        }
        sequence = sequence + 1 & 0xffff;
        bandwidth.onPacketSent(sequence, bytes, probe, now);
        sentPackets++;
        long arrival = link.send(bytes, now);
        if (arrival == SimulatedLink.LOST) {
            lostPackets++;
        } else {
            arriving.add(new Arriving(arrival, sequence, bytes));
        }
    }

    private void receive(long now) {
        while (!arriving.isEmpty() && arriving.element().time() <= now) {
            Arriving packet = arriving.remove();
            receivedBytes += packet.bytes();
            feedback.received(packet.sequence(), 7, packet.time() + CLOCK_OFFSET);
        }
        for (TransportFeedback one : feedback.poll(now + CLOCK_OFFSET)) {
            if (random.nextDouble() >= feedbackLoss && link.capacityAt(now) > 0) {
                answers.add(new Answer(now + feedbackDelay, onTheWire(one)));
            }
        }
    }

    private static TransportFeedback onTheWire(TransportFeedback feedback) {
        byte[] bytes = new byte[1_500];
        int length = RtcpWriter.write(feedback, bytes, 0, bytes.length);
        return (TransportFeedback)
                RtcpReader.read(bytes, 0, length).orElseThrow().getFirst();
    }

    private void takeAnswers(long now) {
        while (!answers.isEmpty() && answers.element().time() <= now) {
            bandwidth.onFeedback(answers.remove().feedback(), now);
        }
    }

    @Override
    public long receivedBytes() {
        return receivedBytes;
    }
}
