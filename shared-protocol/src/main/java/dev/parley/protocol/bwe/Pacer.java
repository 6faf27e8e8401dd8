package dev.parley.protocol.bwe;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Spreads the packets of one transport over time, so that a large picture does not become a burst that fills the queues
 * of the path. Audio never waits; retransmissions go before video. While a probe runs, packets leave at the probe's
 * rate, and padding stands in where there are none.
 *
 * <p>Holds no bytes: {@code P} is whatever the owner needs to send a packet later, and its transport-wide number is best
 * given in {@link Listener#send}, which runs in the order of sending. Call {@link #poll} whenever
 * {@link #nextPollNanos} has come; a clock of 5 ms or finer does no harm to the spacing. Allocates nothing per packet.
 */
public final class Pacer<P> {
    /** Faster than the target, so that a key frame of several times the average is out soon. */
    public static final double PACE = 2.5;

    /** What waits longer than this is of no use to anyone in a conversation. */
    public static final long MAX_WAIT_NANOS = 1_000_000_000L;

    /** As a pace: nothing waits. */
    public static final long AT_ONCE = Long.MAX_VALUE;

    private static final long SLOWEST = 2_500;

    /** A bound for memory: at full-size packets ten times what a second of 5 Mbit/s needs. */
    private static final int MAX_PACKETS = 4096;

    /** How late a poll may come without lowering the rate. */
    private static final long CATCH_UP_NANOS = 10_000_000L;

    /** However small the bursts of a path are to be, its rate is reached by a poll every so often. */
    private static final long POLL_NANOS = 5_000_000L;

    /** Audio beyond the pace, or a probe, holds the rest back by no more than this. */
    private static final long MAX_DEBT_NANOS = 200_000_000L;

    private static final int MAX_PROBES = 4;

    private static final long IDLE = Long.MAX_VALUE;

    /** What the owner does for the pacer; called from {@link #enqueue} and {@link #poll}. */
    public interface Listener<P> {
        /**
         * The packet leaves now.
         *
         * @param probe the probe it belongs to, or {@link ProbeCluster#NONE}
         */
        void send(P packet, int probe, long nowNanos);

        /** The packet waited too long and is forgotten. For video: nothing decodes until the next key frame. */
        void dropped(P packet);

        /**
         * Sends one packet that nobody misses (padding, or a retransmission of something old) of about {@code bytes}.
         *
         * @return the bytes sent, or 0 when there is no such packet
         */
        int padding(int bytes, int probe, long nowNanos);
    }

    private final Listener<P> listener;
    private final PacedQueue<P> retransmissions = new PacedQueue<>();
    private final PacedQueue<P> video = new PacedQueue<>();
    private final ArrayDeque<ProbeCluster> probes = new ArrayDeque<>(MAX_PROBES);
    private double bitsPerNano;
    private int burstBytes = BurstLimit.MOST;
    private long nextSendNanos = Long.MIN_VALUE;

    private @Nullable ProbeTrain train;
    /** In both queues: a packet that need not wait looks at neither of them. */
    private int queued;

    /** In {@link #probes}, for the same reason: asked for, and not begun. */
    private int probesAsked;

    /** A pacer at {@link #PACE} times the rate given until {@link #target} says another. */
    public Pacer(long targetBitsPerSecond, Listener<P> listener) {
        this.listener = listener;
        target(targetBitsPerSecond);
    }

    /** The estimate changed. */
    public void target(long bitsPerSecond) {
        pace((long) (bitsPerSecond * PACE));
    }

    /** Packets leave at this rate from now on, in bits per second; {@link #AT_ONCE} where there is none to keep to. */
    public void pace(long bitsPerSecond) {
        bitsPerNano = bitsPerSecond == AT_ONCE ? Double.POSITIVE_INFINITY : Math.max(bitsPerSecond, SLOWEST) / 1e9;
    }

    /**
     * No more than this leaves at once from now on, as far as the rate can be reached with it.
     *
     * @param bytes {@link BurstLimit#MOST} at first and at most
     */
    public void burst(int bytes) {
        burstBytes = bytes;
    }

    /** Sends packets as this probe from now on, behind those that were asked for before it. */
    public void probe(ProbeCluster cluster) {
        if (probes.size() < MAX_PROBES) {
            probes.add(cluster);
            probesAsked = probes.size();
        }
    }

    /** A packet is ready. Audio leaves within this call. */
    public void enqueue(P packet, int bytes, PacketClass packetClass, long nowNanos) {
        switch (packetClass) {
            case AUDIO -> {
                listener.send(packet, probe(), nowNanos);
                left(bytes, nowNanos);
            }
            case RETRANSMISSION -> add(retransmissions, packet, bytes, nowNanos);
            case VIDEO -> add(video, packet, bytes, nowNanos);
        }
    }

    /**
     * Whether a packet of this class that came now would leave at once. Then the owner may send it without handing it in,
     * as one of {@link #probe}, and say so by {@link #left}.
     */
    public boolean isFree(PacketClass packetClass, long nowNanos) {
        return switch (packetClass) {
            case AUDIO -> true;
            case RETRANSMISSION -> (queued == 0 || retransmissions.isEmpty()) && isFree(nowNanos);
            case VIDEO -> isEmpty() && isFree(nowNanos);
        };
    }

    private boolean isFree(long nowNanos) {
        return train == null && probesAsked == 0 && nextSendNanos <= nowNanos;
    }

    /** What leaves now belongs to this probe, or to {@link ProbeCluster#NONE}. */
    public int probe() {
        ProbeTrain running = train;
        return running == null ? ProbeCluster.NONE : running.id();
    }

    /** A packet left that was not handed in. */
    public void left(int bytes, long nowNanos) {
        account(bytes, train, nowNanos);
    }

    private void add(PacedQueue<P> queue, P packet, int bytes, long nowNanos) {
        if (queue.count() == MAX_PACKETS) {
            drop(queue);
        }
        queue.add(packet, bytes, nowNanos);
        queued++;
    }

    /** Sends what is due. */
    public void poll(long nowNanos) {
        dropStale(retransmissions, nowNanos);
        dropStale(video, nowNanos);
        if (pollProbes(nowNanos) != null) {
            return;
        }
        while (!isEmpty() && nextSendNanos <= nowNanos) {
            sendNext(null, nowNanos);
        }
    }

    /** Carries probes as far as they are due; the one that is not over yet. */
    private @Nullable ProbeTrain pollProbes(long nowNanos) {
        while (true) {
            ProbeTrain running = train;
            if (running == null) {
                if (probes.isEmpty()) {
                    return null;
                }
                running = new ProbeTrain(probes.remove(), nowNanos);
                probesAsked = probes.size();
                train = running;
            }
            while (!running.over(nowNanos)) {
                if (!running.due(nowNanos) || !sendForProbe(running, nowNanos)) {
                    return running;
                }
            }
            train = null;
        }
    }

    private boolean sendForProbe(ProbeTrain running, long nowNanos) {
        if (!isEmpty()) {
            sendNext(running, nowNanos);
            return true;
        }
        int padded = listener.padding(running.packetBytes(), running.id(), nowNanos);
        if (padded > 0) {
            account(padded, running, nowNanos);
        } else {
            running.nothingToSend(nowNanos);
        }
        return padded > 0;
    }

    private void sendNext(@Nullable ProbeTrain running, long nowNanos) {
        PacedQueue<P> queue = retransmissions.isEmpty() ? video : retransmissions;
        int size = queue.headSize();
        P packet = take(queue);
        listener.send(packet, running == null ? ProbeCluster.NONE : running.id(), nowNanos);
        account(size, running, nowNanos);
    }

    private void account(int size, @Nullable ProbeTrain running, long nowNanos) {
        if (running != null) {
            running.sent(size, nowNanos);
        }
        double atOnce = Math.max(burstBytes, Math.min(BurstLimit.MOST, POLL_NANOS * bitsPerNano / 8));
        long catchUp = Math.min(CATCH_UP_NANOS, (long) (atOnce * 8 / bitsPerNano));
        long from = Math.max(nextSendNanos, nowNanos - catchUp);
        nextSendNanos = Math.min(from + (long) (size * 8 / bitsPerNano), nowNanos + MAX_DEBT_NANOS);
    }

    /** Pictures lean on each other: when one of them is lost here, those behind it only cost time. */
    private void dropStale(PacedQueue<P> queue, long nowNanos) {
        if (queue.waitNanos(nowNanos) > MAX_WAIT_NANOS) {
            drop(queue);
        }
    }

    private void drop(PacedQueue<P> queue) {
        for (int left = queue.count(); left > 0; left--) {
            listener.dropped(take(queue));
        }
    }

    private P take(PacedQueue<P> queue) {
        queued--;
        return queue.remove();
    }

    private boolean isEmpty() {
        return queued == 0;
    }

    /** Packets that wait. */
    public int queuedPackets() {
        return queued;
    }

    /** When to poll next; {@link Long#MAX_VALUE} when nothing waits. */
    public long nextPollNanos() {
        ProbeTrain running = train;
        if (running != null) {
            return running.nextNanos();
        }
        if (!probes.isEmpty()) {
            return Long.MIN_VALUE;
        }
        return isEmpty() ? IDLE : nextSendNanos;
    }

    /** Bytes that wait. */
    public long queuedBytes() {
        return retransmissions.bytes() + video.bytes();
    }

    /** How long what waits now needs at the present pace: an encoder should skip a picture beyond some 200 ms. */
    public long queueNanos() {
        return (long) (queuedBytes() * 8 / bitsPerNano);
    }
}
