package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;

/** The way of the media of all consumers of a transport: one numbering for all, one bound on what is sent again. */
final class RtpOutlet implements Consumer.Output {
    private final SecureOutlet out;
    private final WorkerCounters counters;
    private final RetransmissionBudget retransmissions = new RetransmissionBudget();
    private int transportSequence;

    RtpOutlet(SecureOutlet out, WorkerCounters counters) {
        this.out = out;
        this.counters = counters;
    }

    @Override
    public boolean ready() {
        return out.ready();
    }

    @Override
    public byte[] packetBuffer() {
        return out.packetBuffer();
    }

    @Override
    public int maximumPacketLength() {
        return SecureOutlet.MAXIMUM_PACKET;
    }

    @Override
    public int transportSequence() {
        return transportSequence;
    }

    @Override
    public void transportSequenceTaken() {
        transportSequence = (transportSequence + 1) & 0xffff;
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
    public int sendRtp(int length) {
        int sent = out.sendRtp(length);
        if (sent > 0) {
            retransmissions.sent(sent);
        }
        return sent;
    }

    @Override
    public void sendEncrypted(byte[] ciphertext, int length) {
        out.sendEncrypted(ciphertext, length);
        retransmissions.sent(length);
    }
}
