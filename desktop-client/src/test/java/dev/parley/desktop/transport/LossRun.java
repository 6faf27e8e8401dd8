package dev.parley.desktop.transport;

import dev.parley.desktop.codec.AudioDecoder;
import dev.parley.desktop.playout.AudioFigures;
import dev.parley.desktop.playout.AudioPlayout;
import dev.parley.desktop.playout.FreezeMeter;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.desktop.playout.VideoJitterBuffer;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.payload.Vp8Packetizer;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A sender and a receiver of our own streams with a bad network between them, in virtual time: real packets, requests for
 * lost ones that can be lost as well, real jitter buffers and a real Opus decoder; pictures are bytes of the usual sizes.
 */
final class LossRun {
    static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long POLL = 5 * MILLI;
    private static final long PULL = 10 * MILLI;
    private static final long AUDIO_EVERY = 20 * MILLI;
    private static final long VIDEO_EVERY = SECOND / 30;
    private static final int KEY_FRAME = 30_000; // bytes
    private static final long WARM_UP = 5 * SECOND; // the first frames, and learning how the network is

    /**
     * How bad the network is, each way.
     *
     * @param loss 0 to 1
     * @param delayMillis half of the round trip
     * @param jitterMillis added to each packet by itself, up to this
     * @param reports whether the receiver tells what it lost, so that the sender repeats what it said
     */
    record Network(double loss, int delayMillis, int jitterMillis, boolean reports) {}

    /** What came of it: shares from 0 to 1. */
    record Outcome(
            double frozen,
            double concealed,
            double recovered,
            double resentVideo,
            double resentAudio,
            double keyFrameRequestsIn5s,
            double audioWaitMillis,
            double videoWaitMillis) {}

    private final Network network;
    private final SplittableRandom random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final OutboundStream videoOut = Streams.outbound(MediaKind.VIDEO, this::keyFrameAsked);
    private final OutboundStream audioOut = Streams.outbound(MediaKind.AUDIO, () -> {});
    private final InboundStream videoIn;
    private final InboundStream audioIn;
    private final Vp8Packetizer packetizer = new Vp8Packetizer(1150, 0, 0);
    private final VideoJitterBuffer pictures = new VideoJitterBuffer(new RtpClock(90_000), new LipSync(), false);
    private final FreezeMeter freezes = new FreezeMeter();
    private final AudioPlayout sound;
    private final byte[][] voice;
    private final byte[] bytes = new byte[2_048];
    private final RtpPacket view = new RtpPacket();
    private final Map<Long, Long> captured = new HashMap<>(); // by RTP timestamp
    private final short[] pcm = new short[AudioPlayout.FRAME];
    private long order;
    private long now;
    private boolean keyFrame = true;
    private int spoken;
    private int sentVideo;
    private int sentAudio;
    private int resentVideo;
    private int resentAudio;
    private int requests;
    private long heldSum;
    private long held;

    private record Event(long at, long order, Runnable task) {}

    LossRun(Network network, long seed, AudioDecoder decoder, byte[][] voice) {
        this.network = network;
        this.random = new SplittableRandom(seed);
        this.sound = new AudioPlayout(decoder);
        this.voice = voice;
        this.videoIn = Streams.inbound(MediaKind.VIDEO, (packet, at, askedAgain) -> {
            var _ = pictures.insert(
                    packet.buffer(),
                    packet.payloadOffset(),
                    packet.payloadLength(),
                    packet.sequenceNumber(),
                    Integer.toUnsignedLong(packet.timestamp()),
                    packet.marker(),
                    at);
        });
        this.audioIn = Streams.inbound(
                MediaKind.AUDIO,
                (packet, at, askedAgain) -> sound.insert(
                        packet.buffer(),
                        packet.payloadOffset(),
                        packet.payloadLength(),
                        packet.sequenceNumber(),
                        Integer.toUnsignedLong(packet.timestamp()),
                        at,
                        askedAgain));
    }

    Outcome seconds(int seconds) {
        every(AUDIO_EVERY, this::speak);
        every(VIDEO_EVERY, this::picture);
        every(POLL, this::poll);
        if (network.reports) {
            every(SECOND, () -> {
                double lost = audioIn.statistics().reportBlock(now).fractionLost() / 256.0;
                cross(() -> audioOut.reported(lost, now));
            });
        }
        every(PULL, () -> {
            var _ = sound.pull(pcm, now);
        });
        until(WARM_UP);
        AudioFigures before = sound.figures();
        long frozenBefore = freezes.frozenNanos();
        int requestsBefore = requests;
        until(WARM_UP + seconds * SECOND);
        AudioFigures after = sound.figures();
        double total = after.totalSamples() - before.totalSamples();
        return new Outcome(
                (freezes.frozenNanos() - frozenBefore) / (double) (seconds * SECOND),
                (after.concealedSamples() - before.concealedSamples()) / total,
                (after.recoveredSamples() - before.recoveredSamples()) / total,
                (double) resentVideo / sentVideo,
                (double) resentAudio / sentAudio,
                (requests - requestsBefore) * 5.0 / seconds,
                after.jitterBufferMillis(),
                (double) heldSum / held / MILLI);
    }

    private void until(long end) {
        while (!events.isEmpty() && events.peek().at <= end) {
            Event event = events.remove();
            now = event.at;
            event.task.run();
        }
    }

    private void at(long when, Runnable task) {
        events.add(new Event(when, order++, task));
    }

    private void every(long period, Runnable task) {
        at(now + period, () -> {
            task.run();
            every(period, task);
        });
    }

    /** One way through the network, which may be the end. */
    private void cross(Runnable arrival) {
        double luck = random.nextDouble();
        double extra = random.nextDouble();
        if (luck >= network.loss) {
            at(now + Math.round((network.delayMillis + extra * network.jitterMillis) * MILLI), arrival);
        }
    }

    private void speak() {
        byte[] payload = voice[spoken % voice.length];
        long timestamp = spoken * 960L;
        spoken++;
        int length = audioOut.write(OutboundPacket.audio(payload, timestamp, false, now, 30, true), bytes, 0, now);
        audioOut.sent(bytes, length); // as good as encrypted
        sentAudio++;
        deliver(audioIn, Arrays.copyOf(bytes, length));
    }

    private void picture() {
        byte[] picture = new byte[keyFrame ? KEY_FRAME : 4_000 + random.nextInt(6_000)];
        picture[0] = (byte) (keyFrame ? 0x10 : 0x11);
        keyFrame = false;
        long timestamp = now * 9 / 100_000;
        packetizer.packetize(picture, 0, picture.length, (buffer, length, last) -> {
            OutboundPacket packet = OutboundPacket.video(Arrays.copyOf(buffer, length), timestamp, last, now);
            int written = videoOut.write(packet, bytes, 0, now);
            sentVideo++;
            view.wrap(bytes, 0, written);
            captured.put(Integer.toUnsignedLong(view.timestamp()), now);
            deliver(videoIn, Arrays.copyOf(bytes, written));
        });
    }

    private void keyFrameAsked() {
        keyFrame = true;
    }

    private void deliver(InboundStream to, byte[] datagram) {
        cross(() -> {
            RtpPacket packet = new RtpPacket();
            byte[] arrived = datagram.clone(); // unwrapping changes it in place
            if (packet.wrap(arrived, 0, arrived.length)) {
                to.packet(packet, now);
                ask(to);
                look();
            }
        });
    }

    private void poll() {
        ask(videoIn);
        ask(audioIn);
        look();
        boolean streamWants = videoIn.takeKeyFrameWanted();
        if (pictures.keyFrameWanted(now) || streamWants) {
            requests++;
            cross(videoOut::requestKeyFrame);
        }
    }

    private void ask(InboundStream from) {
        int count = from.ask(now, 2L * network.delayMillis * MILLI);
        if (count > 0) {
            int[] lost = Arrays.copyOf(from.nacks().lost(), count);
            cross(() -> sendAgain(from, lost));
        }
    }

    private void sendAgain(InboundStream to, int[] lost) {
        for (int sequence : lost) {
            if (to.equals(videoIn)) {
                int length = videoOut.writeRetransmission(sequence, bytes, 0);
                if (length > 0) {
                    resentVideo++;
                    deliver(to, Arrays.copyOf(bytes, length));
                }
            } else {
                byte[] again = audioOut.again(sequence);
                if (again.length > 0) {
                    resentAudio++;
                    deliver(to, again);
                }
            }
        }
    }

    private void look() {
        List<VideoJitterBuffer.Ready> due = new ArrayList<>();
        for (var ready = pictures.poll(now); ready != null; ready = pictures.poll(now)) {
            due.add(ready);
        }
        for (var ready : due) {
            if (ready.show()) {
                freezes.shown(now);
                heldSum += now - captured.getOrDefault(ready.rtpTimestamp(), now);
                held++;
            }
        }
    }
}
