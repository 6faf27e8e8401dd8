package dev.parley.desktop.playout;

import dev.parley.desktop.codec.AudioDecoder;
import dev.parley.desktop.playout.AudioPackets.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The jitter buffer of one person's sound: packets in as they come, 10 ms out whenever asked. How long packets wait
 * follows the network ({@link AudioDelay}); the wait is changed in silence, or by leaving out and repeating single periods
 * of the voice. What is missing is taken from the redundancy in the next packet, or made up.
 *
 * <p>Thread: {@link #insert} on one, {@link #pull} on another; neither waits for the other to decode.
 */
public final class AudioPlayout {
    /** 10 ms. */
    public static final int FRAME = 480;

    private static final int CLOCK_RATE = 48_000;

    /** When nothing came for this long, the sender pauses, or is gone: 500 ms. */
    private static final int GIVE_UP = CLOCK_RATE / 2;

    /** Comfort noise without a refresh ends after a second. */
    private static final int MAX_COMFORT = CLOCK_RATE;

    /** So many packets in a row that come too late mean that the sender's clock was set back. */
    private static final int MAX_LATE_IN_A_ROW = 10;

    /** Bounds what hostile packets can make of one pull. */
    private static final int MAX_STEPS = 32;

    private final AudioDecoder decoder;
    private final AudioCounters counters = new AudioCounters();

    private final Object lock = new Object();
    private final AudioPackets packets = new AudioPackets(); // by lock, as all to the next blank line
    private final AudioDelay delay = new AudioDelay();
    private final RtpOrder order = new RtpOrder();
    private boolean restart = true;
    private long shownWait;
    private long shownTarget;

    private final Pcm pcm = new Pcm(); // by the pulling thread, as all that follows
    private final Pace pace = new Pace();
    private final short[] decoded = new short[AudioDecoder.MAX_SAMPLES];
    private final byte[] bytes = new byte[AudioPackets.MAX_BYTES];
    private int length;
    private int samples; // of the packet in bytes
    private int use; // samples of the step that are missing or left
    private boolean playing;
    private boolean silent; // the last packet said that silence follows
    private long next; // RTP timestamp of what is to be decoded next
    private long lastSequence;
    private int lateInARow;
    private int pending; // samples made up while nothing came; whether it was lost or silence shows later
    private int comfort; // samples of comfort noise since the last packet
    private long target;
    private long played;
    private boolean playedKnown;

    /** The decoder is used by the thread that pulls, and closed by whoever opened it. */
    public AudioPlayout(AudioDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * Takes a packet. What is no Opus packet is ignored.
     *
     * @param rtpTimestamp at 48 kHz, the low 32 bits count
     * @param exceptional whether it came so late that the others are not to wait as long
     */
    public void insert(
            byte[] buffer,
            int offset,
            int count,
            int sequence,
            long rtpTimestamp,
            long arrivalNanos,
            boolean exceptional) {
        if (count > AudioPackets.MAX_BYTES || OpusPacket.samples(buffer, offset, count) == 0) {
            return;
        }
        synchronized (lock) {
            if (!order.accept(sequence, rtpTimestamp)) {
                return;
            }
            if (order.anew()) {
                packets.clear();
                delay.restart();
                restart = true;
            }
            if (packets.add(order.sequence(), order.timestamp(), buffer, offset, count)) {
                order.count();
                counters.received();
                if (!exceptional) {
                    delay.arrived(nanos(order.timestamp()), arrivalNanos);
                }
            }
        }
    }

    /**
     * Gives the next 10 ms.
     *
     * @param out {@link #FRAME} samples, overwritten
     * @return false for silence; {@code out} is not to be looked at then
     */
    public boolean pull(short[] out, long nowNanos) {
        measure(nowNanos);
        for (int i = 0; pcm.length() < FRAME && i < MAX_STEPS; i++) {
            Step step;
            synchronized (lock) {
                step = decide(nowNanos);
            }
            if (step == Step.NOTHING) {
                break;
            }
            perform(step);
        }
        int count = Math.min(FRAME, pcm.length());
        playedKnown = playing && count > 0;
        played = next - pcm.length();
        if (count == 0) {
            return false;
        }
        pcm.take(out, count);
        Arrays.fill(out, count, FRAME, (short) 0);
        counters.played(count);
        return true;
    }

    /** The RTP timestamp of the first sample of the last {@link #pull}; -1 if it was silence. By the pulling thread. */
    public long played() {
        return playedKnown ? played & 0xffffffffL : -1;
    }

    /** Thread: any. */
    public AudioFigures figures() {
        synchronized (lock) {
            return counters.figures(
                    order.lost(), (double) shownWait / AudioDelay.MILLI, (double) shownTarget / AudioDelay.MILLI);
        }
    }

    private void measure(long now) {
        synchronized (lock) {
            target = delay.target(now);
            shownTarget = target;
            if (playing) {
                shownWait = delay.of(nanos(next - pcm.length()), now);
                pace.pulled(shownWait);
            }
        }
    }

    /** What is to be done next; a packet for it is copied, so that the lock is not held while decoding. */
    private Step decide(long now) {
        if (restart) {
            restart = false;
            playing = false;
            silent = false;
            pending = 0;
            comfort = MAX_COMFORT; // nothing to comfort about
            lastSequence = Long.MIN_VALUE;
        }
        Packet packet = firstInTime();
        if (!playing) {
            if (packet == null || delay.of(nanos(packet.timestamp), now) < target) {
                return comfortOrNothing();
            }
            begin(packet);
        }
        if (packet == null) {
            return underrun();
        }
        long gap = packet.timestamp - next;
        if (gap <= 0) {
            use = packet.samples + (int) gap; // the rest was made up already
            settle(pending);
            return decode(packet);
        }
        return bridge(packet, gap, now);
    }

    /** The next packet that has something to play; those that come too late go. */
    private @Nullable Packet firstInTime() {
        while (true) {
            Packet packet = packets.first();
            if (packet == null) {
                return null;
            }
            boolean old = packet.sequence <= lastSequence || (playing && packet.timestamp + packet.samples <= next);
            if (!old) {
                lateInARow = 0;
                return packet;
            }
            if (++lateInARow > MAX_LATE_IN_A_ROW) {
                lateInARow = 0;
                playing = false;
                return packet.sequence > lastSequence ? packet : null;
            }
            packets.removeFirst();
            counters.late();
        }
    }

    private void begin(Packet packet) {
        if (lastSequence != Long.MIN_VALUE) {
            long gap = packet.timestamp - next;
            long missing = (packet.sequence - lastSequence - 1) * packet.samples;
            settle(gap <= 0 ? pending : Math.min(pending, missing));
        }
        lastSequence = packet.sequence - 1;
        next = packet.timestamp;
        playing = true;
        pace.restart();
    }

    /** What was made up while nothing came is known to have been lost, or late, or silence that nobody announced. */
    private void settle(long concealed) {
        if (pending > 0) {
            counters.concealed(concealed);
            pending = 0;
        }
    }

    private Step underrun() {
        if (silent || pending >= GIVE_UP) {
            playing = false;
            return comfortOrNothing();
        }
        return Step.CONCEAL_AND_WAIT;
    }

    private Step comfortOrNothing() {
        return silent && comfort < MAX_COMFORT ? Step.COMFORT : Step.NOTHING;
    }

    private Step decode(Packet packet) {
        copy(packet);
        next = packet.timestamp;
        lastSequence = packet.sequence;
        packets.removeFirst();
        return Step.DECODE;
    }

    /** There is a packet, but something is missing before it. */
    private Step bridge(Packet packet, long gap, long now) {
        long lost = packet.sequence - lastSequence - 1;
        if (lost == 0 || silent) { // the sender was silent: nothing is missing, and the wait can be chosen anew
            settle(0);
            playing = false;
            silent = true;
            return comfortOrNothing();
        }
        delay.missed(now);
        long missing = Math.min(gap, lost * packet.samples);
        long covered = Math.min(missing, pending);
        settle(Math.min(pending, lost * packet.samples));
        missing -= covered;
        next = packet.timestamp - missing;
        copy(packet);
        boolean recoverable = OpusPacket.repeatsPrevious(bytes, 0, length);
        if (missing == 0) {
            use = packet.samples;
            return decode(packet);
        }
        if (recoverable && missing <= packet.samples) {
            use = (int) missing;
            return Step.RECOVER;
        }
        use = (int) Math.min(FRAME, recoverable ? missing - packet.samples : missing);
        return Step.CONCEAL;
    }

    private void copy(Packet packet) {
        length = packet.length;
        samples = packet.samples;
        System.arraycopy(packet.bytes, 0, bytes, 0, length);
    }

    private void perform(Step step) {
        switch (step) {
            case DECODE -> {
                int count = decoder.decode(bytes, 0, length, decoded);
                if (count > 0) {
                    pcm.add(decoded, Math.clamp(count - use, 0, count), count);
                    next += count;
                } else {
                    conceal(samples);
                    counters.concealed(samples);
                    next += samples;
                }
                silent = OpusPacket.silence(length);
                comfort = 0;
                stretch();
            }
            case RECOVER -> {
                int count = decoder.recover(bytes, 0, length, decoded, samples);
                if (count >= use) {
                    pcm.add(decoded, count - use, count);
                    counters.recovered(use);
                } else {
                    conceal(use);
                    counters.concealed(use);
                }
                next += use;
            }
            case CONCEAL -> {
                conceal(use);
                counters.concealed(use);
                next += use;
            }
            case CONCEAL_AND_WAIT -> {
                conceal(FRAME);
                pending += FRAME;
            }
            case COMFORT -> {
                conceal(FRAME);
                comfort += FRAME;
            }
            case NOTHING -> {}
        }
    }

    /** Adds this many samples whatever happens. */
    private void conceal(int count) {
        int asked = Math.min((count + 119) / 120 * 120, AudioDecoder.MAX_SAMPLES); // the codec thinks in 2.5 ms
        if (decoder.conceal(decoded, asked) < count) {
            Arrays.fill(decoded, 0, count, (short) 0);
        }
        pcm.add(decoded, 0, count);
    }

    private void stretch() {
        double shorten = pace.shorten(target);
        double lengthen = pace.lengthen(target);
        int change = 0;
        if (shorten <= 1) {
            change = -pcm.shorten(shorten);
            counters.removed(-change);
        } else if (lengthen <= 1) {
            change = pcm.lengthen(lengthen);
            counters.inserted(change);
        }
        if (change != 0) {
            pace.changed(change);
        }
    }

    private static long nanos(long timestamp) {
        return timestamp * 62_500 / 3; // 1e9 / 48000
    }

    private enum Step {
        DECODE,
        /** From the redundancy in the packet after what is missing. */
        RECOVER,
        /** What is missing, and will not come any more. */
        CONCEAL,
        /** What may still come. */
        CONCEAL_AND_WAIT,
        COMFORT,
        NOTHING
    }
}
