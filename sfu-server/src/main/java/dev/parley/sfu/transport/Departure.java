package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.Stamps;
import dev.parley.sfu.stream.MediaPacket;

/**
 * The last step of every RTP packet of a transport: it gets its number among all packets of the transport and the time,
 * is encrypted and sent, and the estimate hears of it. Numbers are given here, so that they are in the order of sending
 * whatever waited for what.
 */
final class Departure {
    private final SecureOutlet out;
    private final LineEstimate estimate;
    private final RetransmissionBudget retransmissions;
    private int transportSequence;

    Departure(SecureOutlet out, LineEstimate estimate, RetransmissionBudget retransmissions) {
        this.out = out;
        this.estimate = estimate;
        this.retransmissions = retransmissions;
    }

    /**
     * Sends the first {@code length} bytes of {@code packet}, of which header and end are left as they are sent.
     *
     * @param probe the probe it is part of, or {@link dev.parley.protocol.bwe.ProbeCluster#NONE}
     * @return the length of what was sent, or -1 when it could not be
     */
    int send(byte[] packet, int length, Stamps stamps, int probe, long nowNanos) {
        stamps.put(packet, transportSequence, nowNanos);
        int shortBy = stamps.shortBy();
        int sent =
                shortBy == MediaPacket.LAST ? out.sendRtp(packet, length) : out.sendFirstRtp(packet, length, shortBy);
        if (sent > 0) {
            if (stamps.numbered()) {
                estimate.sent(transportSequence, sent, probe, nowNanos);
                transportSequence = (transportSequence + 1) & 0xffff;
            }
            retransmissions.sent(sent);
        }
        return sent;
    }

    /** Sends what stands in the draft as it was sent before, with the number it had; whether it could be. */
    boolean sendAgain(int length, int sent, byte[] ends, int endOffset) {
        boolean same = out.sendAgain(length, sent, ends, endOffset);
        if (same) {
            retransmissions.sent(sent);
        }
        return same;
    }
}
