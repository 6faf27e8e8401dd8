package dev.parley.sfu.transport;

import dev.parley.protocol.rtp.RtpPadding;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionState;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import org.jspecify.annotations.Nullable;

/** Encrypts the draft and sends it to the path that ICE selected. */
final class SecureOutlet {
    /** What an Ethernet carries in IPv6 and UDP, less the bytes that encryption adds: 1500 - 40 - 8 - 16. */
    static final int MAXIMUM_PACKET = 1436;

    private final RtcSession<TransportTuple> session;
    private final Egress egress;
    private final byte[] draft;
    private final WorkerCounters counters;
    private @Nullable TransportTuple selected;
    private int overhead;

    /**
     * @param draft of the Worker, in which the packets of all its transports are built
     */
    SecureOutlet(RtcSession<TransportTuple> session, Egress egress, PacketDraft draft, WorkerCounters counters) {
        this.session = session;
        this.egress = egress;
        this.draft = draft.bytes();
        this.counters = counters;
    }

    /** Where packets go from now on; null for nowhere. */
    void select(@Nullable TransportTuple tuple) {
        selected = tuple;
    }

    /** There are keys to encrypt with from now on. */
    void connected(SrtpProfile profile) {
        overhead = profile.rtpOverhead();
    }

    /** Whether there are keys to encrypt with. */
    boolean ready() {
        return session.state() == SessionState.CONNECTED;
    }

    /** Whether packets leave in one piece with others. */
    boolean joins() {
        TransportTuple to = selected;
        return to != null && egress.joins(to);
    }

    /** Where the next packet is built, from index 0. */
    byte[] draft() {
        return draft;
    }

    /**
     * Encrypts the first {@code length} bytes of {@code packet} as RTP, straight to where they leave from if that can be, and
     * sends them. Header and end of what is sent stand in {@code packet} afterwards.
     *
     * @return the length of what was sent, or -1 when it could not be
     */
    int sendRtp(byte[] packet, int length) {
        TransportTuple to = selected;
        if (to == null) {
            return nowhere();
        }
        OutgoingSlot slot = egress.slot(length + overhead, to);
        int encrypted = slot == null
                ? session.protectRtp(packet, 0, length)
                : session.protectRtp(packet, length, slot.memory(), slot.offset());
        if (encrypted < 0) {
            counters.count(DropReason.PROTECT_FAILED);
            return -1;
        }
        if (slot == null) {
            egress.send(packet, 0, encrypted, to);
        } else {
            egress.sendSlot(encrypted, to);
        }
        return encrypted;
    }

    private int nowhere() {
        counters.count(DropReason.PROTECT_FAILED);
        return -1;
    }

    /**
     * As {@link #sendRtp}, for a packet that others follow: it may be padded to leave in one piece with them.
     *
     * @param shortBy by how much it is shorter than the longest of them
     */
    int sendFirstRtp(byte[] packet, int length, int shortBy) {
        TransportTuple to = selected;
        if (to == null) {
            return nowhere();
        }
        int common = egress.commonLength(length + overhead, shortBy, to) - overhead;
        return sendRtp(packet, RtpPadding.extend(packet, length, Math.min(common, MAXIMUM_PACKET)));
    }

    /** The same for the draft as RTCP; before the keys are there nothing is sent. A negative length counts as a failure. */
    void sendRtcp(int length) {
        TransportTuple to = selected;
        if (to == null || !ready()) {
            return;
        }
        int encrypted = length < 0 ? -1 : session.protectRtcp(draft, 0, length);
        if (encrypted < 0) {
            counters.count(DropReason.PROTECT_FAILED);
        } else {
            egress.send(draft, 0, encrypted, to);
        }
    }

    /**
     * Encrypts the first {@code length} bytes of the draft as they were before, and sends them.
     *
     * @param sent the length that they were sent with, padded and encrypted
     * @param ends as for {@link RtcSession#protectRtpAgain}
     * @return whether they are the same as before, and were sent
     */
    boolean sendAgain(int length, int sent, byte[] ends, int endOffset) {
        TransportTuple to = selected;
        int padded = RtpPadding.extend(draft, length, sent - overhead);
        int encrypted = to == null ? -1 : session.protectRtpAgain(draft, 0, padded, ends, endOffset);
        if (to == null || encrypted < 0) {
            counters.count(DropReason.PROTECT_FAILED);
            return false;
        }
        egress.send(draft, 0, encrypted, to);
        return true;
    }
}
