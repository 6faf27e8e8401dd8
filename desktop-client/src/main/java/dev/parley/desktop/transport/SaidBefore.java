package dev.parley.desktop.transport;

import dev.parley.protocol.feedback.RedundancyLevel;
import dev.parley.protocol.payload.RedWriter;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was said in the packets before, which goes with the next one where much is lost (RFC 2198).
 *
 * <p>Thread: the media thread.
 */
final class SaidBefore {
    private final int payloadType;
    private final RedundancyLevel level = new RedundancyLevel();
    private final RedWriter writer = new RedWriter();
    private final Deque<OutboundPacket> newestFirst = new ArrayDeque<>();

    /** @param payloadType of packets that repeat something, or -1 where the server takes none */
    SaidBefore(int payloadType) {
        this.payloadType = payloadType;
    }

    int payloadType() {
        return payloadType;
    }

    /**
     * The server says how much it did not get.
     *
     * @param lossShare 0 to 1
     */
    void reported(double lossShare, long nowNanos) {
        level.reported(lossShare, nowNanos);
    }

    /**
     * A packet is about to be sent for the first time.
     *
     * @return whether it does not go alone, but as {@link #write} writes it
     */
    boolean accompanies(OutboundPacket packet) {
        level.sent();
        writer.clear();
        int repeated = 0;
        for (OutboundPacket before : newestFirst) {
            int age = (int) (packet.rtpTimestamp() - before.rtpTimestamp());
            if (payloadType < 0
                    || repeated++ == level.level()
                    || !writer.before(before.payload(), 0, before.payload().length, age)) {
                break;
            }
        }
        newestFirst.addFirst(packet);
        if (newestFirst.size() > RedWriter.MOST) {
            newestFirst.removeLast();
        }
        return writer.count() > 0;
    }

    /** Writes its payload and those that go with it; bytes written, or -1 when they do not fit. */
    int write(OutboundPacket packet, int carried, byte[] out, int at) {
        return writer.write(out, at, carried, packet.payload(), 0, packet.payload().length);
    }
}
