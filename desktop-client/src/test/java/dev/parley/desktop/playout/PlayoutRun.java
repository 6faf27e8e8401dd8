package dev.parley.desktop.playout;

import dev.parley.desktop.codec.AudioEncoder;
import dev.parley.desktop.codec.OpusPackets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A sender, a network and a listener in virtual time. */
final class PlayoutRun {
    private static final long MILLI = 1_000_000;

    private static final int FRAME = AudioEncoder.FRAME;
    private static final byte[][] TONE = OpusPackets.tone();
    private static final byte[][] VOICE = OpusPackets.voice();
    private static final byte[][] VOICE_WITH_SILENCE = OpusPackets.voiceWithSilence();

    private final AudioPlayout playout;
    private final PriorityQueue<OnTheWay> onTheWay = new PriorityQueue<>(Comparator.comparingLong(OnTheWay::arrival));
    private short[] heard = new short[0];
    private int heardCount;
    private long now;
    private long sendAt;
    private int sent; // frames
    private boolean silent;

    boolean tone;
    boolean pausesOfVoice;
    boolean lastWasSound;
    double clockError;
    int packetsSent;
    int sequence = 65_000; // wraps soon
    long timestamp = 0xffff_0000L; // wraps soon

    PlayoutRun(AudioPlayout playout) {
        this.playout = playout;
    }

    void seconds(int seconds, NetworkModel network) {
        run(now + seconds * 1000L * MILLI, network, 0);
    }

    /** Nothing gets through for a while, then all at once. */
    void stall(int millis) {
        run(now + millis * MILLI, new NetworkModel(0, 0, 0), now + millis * MILLI);
    }

    /** The sender sends nothing, and its clocks go on. */
    void pause(int seconds) {
        long until = now + seconds * 1000L * MILLI;
        sendAt += seconds * 1000L * MILLI;
        timestamp += seconds * 48_000L;
        run(until, new NetworkModel(0, 0, 0), 0);
    }

    private void run(long until, NetworkModel network, long notBefore) {
        var out = new short[AudioPlayout.FRAME];
        while (now < until) {
            while (sendAt <= now) {
                send(network, notBefore);
                sendAt += Math.round(20 * MILLI * (1 - clockError));
            }
            while (!onTheWay.isEmpty() && onTheWay.peek().arrival <= now) {
                OnTheWay packet = onTheWay.remove();
                playout.insert(
                        packet.bytes,
                        0,
                        packet.bytes.length,
                        packet.sequence & 0xffff,
                        packet.timestamp & 0xffffffffL,
                        packet.arrival,
                        false);
            }
            lastWasSound = playout.pull(out, now);
            hear(lastWasSound ? out : new short[AudioPlayout.FRAME]);
            now += 10 * MILLI;
        }
    }

    private void send(NetworkModel network, long notBefore) {
        byte[][] packets = tone ? TONE : pausesOfVoice ? VOICE_WITH_SILENCE : VOICE;
        byte[] packet = packets[sent % packets.length];
        boolean silence = packet.length <= 2;
        boolean announced = silence && silent;
        silent = silence;
        sent++;
        if (announced) {
            timestamp += FRAME;
            return;
        }
        packetsSent++;
        long delay = network.delay();
        if (delay >= 0) {
            onTheWay.add(new OnTheWay(Math.max(sendAt + delay, notBefore), sequence, timestamp, packet));
        }
        sequence++;
        timestamp += FRAME;
    }

    private void hear(short[] frame) {
        if (heardCount + frame.length > heard.length) {
            heard = Arrays.copyOf(heard, heard.length * 2 + 48_000);
        }
        System.arraycopy(frame, 0, heard, heardCount, frame.length);
        heardCount += frame.length;
    }

    short[] heard() {
        return Arrays.copyOf(heard, heardCount);
    }

    AudioFigures print(String what) {
        AudioFigures figures = playout.figures();
        System.out.printf(
                "audio, %s: concealed %.2f %%, recovered %.2f %%, late %d, lost %d of %d, wait %.0f ms, target %.0f ms,"
                        + " stretched %.2f %%, shortened %.2f %%%n",
                what,
                figures.concealedShare() * 100,
                100.0 * figures.recoveredSamples() / figures.totalSamples(),
                figures.packetsLate(),
                figures.packetsLost(),
                figures.packetsReceived() + figures.packetsLost(),
                figures.jitterBufferMillis(),
                figures.targetMillis(),
                100.0 * figures.insertedSamples() / figures.totalSamples(),
                100.0 * figures.removedSamples() / figures.totalSamples());
        return figures;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record OnTheWay(long arrival, int sequence, long timestamp, byte[] bytes) {}
}
