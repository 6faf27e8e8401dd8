package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.MILLI;
import static dev.parley.protocol.bwe.SimulatedLink.SECOND;

import java.util.ArrayDeque;

/** A download that always has something to send: slow start, one packet more per round trip, half on a loss (RFC 5681). */
final class TcpLikeFlow implements Flow {
    private static final int PACKET = 1_460;

    private record Ack(long time, long sequence) {}

    private final SimulatedLink link;
    private final long from;
    private final long until;
    private final long backDelay;
    private final ArrayDeque<Ack> acks = new ArrayDeque<>();
    private double window = 10;
    private double threshold = 1_000;
    private long nextSequence;
    private long acknowledged = -1;
    private long recoverUntil = -1;
    private long lastAck;
    private long received;

    TcpLikeFlow(SimulatedLink link, long fromSecond, long untilSecond, long backMillis) {
        this.link = link;
        from = fromSecond * SECOND;
        until = untilSecond * SECOND;
        backDelay = backMillis * MILLI;
    }

    @Override
    public void tick(long now) {
        while (!acks.isEmpty() && acks.element().time() <= now) {
            acknowledge(acks.remove(), now);
        }
        if (now < from || now > until) {
            return;
        }
        if (now - lastAck > SECOND && nextSequence > acknowledged + 1) {
            threshold = Math.max(2, window / 2);
            window = 1;
            acknowledged = nextSequence - 1;
            lastAck = now;
        }
        while (nextSequence - acknowledged - 1 < window) {
            long arrival = link.send(PACKET, now);
            if (arrival != SimulatedLink.LOST) {
                acks.add(new Ack(arrival + backDelay, nextSequence));
            }
            if (nextSequence == 0) {
                lastAck = now;
            }
            nextSequence++;
        }
    }

    private void acknowledge(Ack ack, long now) {
        received += PACKET;
        lastAck = now;
        boolean gap = ack.sequence() > acknowledged + 1;
        acknowledged = Math.max(acknowledged, ack.sequence());
        if (gap && ack.sequence() > recoverUntil) {
            threshold = Math.max(2, window / 2);
            window = threshold;
            recoverUntil = nextSequence;
        } else if (window < threshold) {
            window++;
        } else {
            window += 1 / window;
        }
    }

    @Override
    public long receivedBytes() {
        return received;
    }
}
