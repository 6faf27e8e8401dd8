package dev.parley.sfu.transport;

import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.stream.DropCounters;
import dev.parley.sfu.stream.DropReason;

/** The way of the media of all consumers of a transport: one numbering for all, one bound on what is sent again. */
final class RtpOutlet implements Consumer.Output {
    private final SecureOutlet out;
    private final DropCounters drops;
    private final RetransmissionBudget retransmissions = new RetransmissionBudget();
    private int transportSequence;

    RtpOutlet(SecureOutlet out, DropCounters drops) {
        this.out = out;
        this.drops = drops;
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
        if (!allowed) {
            drops.count(DropReason.RETRANSMISSION_LIMIT);
        }
        return allowed;
    }

    @Override
    public void dropped(DropReason reason) {
        drops.count(reason);
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
