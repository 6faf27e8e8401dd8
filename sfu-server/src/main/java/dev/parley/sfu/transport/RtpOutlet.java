package dev.parley.sfu.transport;

import dev.parley.protocol.bwe.BurstLimit;
import dev.parley.protocol.bwe.Pacer;
import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.bwe.ProbeCluster;
import dev.parley.protocol.feedback.RateWindow;
import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.PacketBuffers.Waiting;
import java.util.Collection;

/**
 * The way of the media of all consumers of a transport, at the pace of its line: audio at once, then what is sent again,
 * then video. A packet whose turn it is leaves from the buffer it was built in; only one that has to wait is copied.
 */
final class RtpOutlet implements Consumer.Output {
    /** What is sent although it does not fit must leave all the same; to choose what is sent is not the pacer's. */
    private static final double PACE_OF_OFFERED = 1.25;

    /** The window of {@link RateWindow}. */
    private static final long OFFERED_NANOS = 1_000_000_000L;

    /** A second at 8 Mbit/s. */
    private static final long MAXIMUM_WAITING_BYTES = 1_000_000;

    private final SecureOutlet out;
    private final PacketBuffers buffers;
    private final PacketDraft draft;
    private final LineEstimate estimate;
    private final WorkerCounters counters;
    private final Collection<Consumer> consumers;
    private final Runnable waiting;
    private final RetransmissionBudget retransmissions = new RetransmissionBudget();
    private final Departure departure;
    private final Pacer<Waiting> pacer;
    private final RateWindow offered = new RateWindow();
    private final BurstLimit burst = new BurstLimit();
    private boolean told;
    private boolean offering;

    /**
     * @param consumers those of the transport, for padding
     * @param waiting told when packets begin to wait, from when on {@link #pass} is to be called
     */
    RtpOutlet(
            SecureOutlet out,
            PacketBuffers buffers,
            LineEstimate estimate,
            Collection<Consumer> consumers,
            WorkerCounters counters,
            Runnable waiting) {
        this.out = out;
        this.buffers = buffers;
        this.draft = buffers.draft();
        this.estimate = estimate;
        this.consumers = consumers;
        this.counters = counters;
        this.waiting = waiting;
        this.departure = new Departure(out, estimate, retransmissions);
        this.pacer = new Pacer<>(LineEstimate.SETTINGS.start(), new Turns());
    }

    @Override
    public boolean ready() {
        return out.ready();
    }

    @Override
    public boolean joins() {
        return out.joins();
    }

    @Override
    public PacketDraft draft() {
        return draft;
    }

    @Override
    public int maximumPacketLength() {
        return SecureOutlet.MAXIMUM_PACKET;
    }

    @Override
    public boolean mayRetransmit(int bytes) {
        boolean allowed = retransmissions.take(bytes);
        if (allowed) {
            counters.sentAgain();
        } else {
            counters.count(DropReason.RETRANSMISSION_LIMIT);
        }
        return allowed;
    }

    @Override
    public void dropped(DropReason reason) {
        counters.count(reason);
    }

    @Override
    public int send(PacketSource from, int length, PacketClass packetClass, long nowNanos) {
        offer(length, nowNanos);
        if (from.kind() == MediaKind.VIDEO) {
            estimate.videoSent(nowNanos);
        }
        if (pacer.isFree(packetClass, nowNanos)) {
            int sent = departure.send(draft.bytes(), length, draft.stamps(), pacer.probe(), nowNanos);
            if (sent > 0) {
                pacer.left(sent, nowNanos);
            }
            return sent;
        }
        if (pacer.queuedBytes() + length > MAXIMUM_WAITING_BYTES) {
            forget(from);
            return -1;
        }
        pacer.enqueue(buffers.waiting(from, length), length, packetClass, nowNanos);
        poll(nowNanos);
        return 0;
    }

    /** As if there had been silence before the first packet: a key frame alone is no rate. */
    private void offer(int length, long nowNanos) {
        if (!offering) {
            offering = true;
            offered.add(0, nowNanos - OFFERED_NANOS);
        }
        offered.add(length, nowNanos);
    }

    private void forget(PacketSource from) {
        counters.count(DropReason.WAITED_TOO_LONG);
        from.packetForgotten();
    }

    @Override
    public boolean sendAgain(int length, int sent, byte[] ends, int endOffset, long nowNanos) {
        boolean same = departure.sendAgain(length, sent, ends, endOffset);
        if (same) {
            pacer.left(sent, nowNanos);
        }
        return same;
    }

    /**
     * Sets how fast packets leave from now on.
     *
     * @param bitsPerSecond what the line carries, {@link Long#MAX_VALUE} when nothing limits it
     */
    void pace(long bitsPerSecond, long nowNanos) {
        retransmissions.line(bitsPerSecond, nowNanos);
        if (bitsPerSecond == Long.MAX_VALUE) {
            pacer.pace(Pacer.AT_ONCE);
        } else {
            double carried = Pacer.PACE * bitsPerSecond;
            pacer.pace((long) Math.max(carried, PACE_OF_OFFERED * offered.bitsPerSecond(nowNanos)));
        }
    }

    /** The subscriber says how much of a stream was lost, in 1/256: its path may not take bursts as long as they are. */
    void lost(int fraction, long nowNanos) {
        burst.reported(fraction, nowNanos);
        pacer.burst(burst.bytes());
    }

    /** Carries out a probe. */
    void probe(ProbeCluster cluster, long nowNanos) {
        pacer.probe(cluster);
        poll(nowNanos);
    }

    private void poll(long nowNanos) {
        pacer.poll(nowNanos);
        if (!told && busy()) {
            told = true;
            waiting.run();
        }
    }

    private boolean busy() {
        return pacer.nextPollNanos() != Long.MAX_VALUE;
    }

    /**
     * Sends what is due; to be called every few milliseconds from when packets wait until false comes back.
     *
     * @return whether packets still wait
     */
    boolean pass(long nowNanos) {
        pacer.poll(nowNanos);
        told = busy();
        return told;
    }

    /** Packets that wait. */
    int waitingPackets() {
        return pacer.queuedPackets();
    }

    private final class Turns implements Pacer.Listener<Waiting> {
        @Override
        public void send(Waiting packet, int probe, long nowNanos) {
            PacketSource from = packet.from;
            if (from != null && !from.closed()) {
                departure.send(packet.bytes, packet.length, packet.stamps, probe, nowNanos);
            }
            buffers.release(packet);
        }

        @Override
        public void dropped(Waiting packet) {
            PacketSource from = packet.from;
            buffers.release(packet);
            if (from != null) {
                forget(from);
            }
        }

        @Override
        public int padding(int bytes, int probe, long nowNanos) {
            for (Consumer consumer : consumers) {
                int length = consumer.writePadding(bytes);
                if (length > 0) {
                    return Math.max(departure.send(draft.bytes(), length, draft.stamps(), probe, nowNanos), 0);
                }
            }
            return 0;
        }
    }
}
