package dev.parley.protocol.session;

import dev.parley.protocol.ice.IceTuple;
import dev.parley.protocol.srtp.SrtpProfile;

/**
 * What a session tells its owner, always on the owner's loop.
 *
 * @param <T> remote addresses
 */
public interface SessionListener<T extends IceTuple> {
    /** Sends a STUN or DTLS datagram; the bytes are valid only during the call. */
    void send(byte[] buffer, int offset, int length, T tuple);

    /** A plain RTP packet, authentic and new, in the buffer it came in; valid only during the call. */
    void rtp(byte[] buffer, int offset, int length, long nowNanos);

    /** A plain RTCP compound, authentic and new, in the buffer it came in; valid only during the call. */
    void rtcp(byte[] buffer, int offset, int length, long nowNanos);

    /** Media can flow. Once at most. */
    void connected(SrtpProfile profile);

    /** The session is over by failure. Once at most; nothing follows. */
    void failed(SessionFailure failure, String detail);

    /** The peer closed the session. Once at most; nothing follows. */
    void closedByPeer();

    /** A datagram was dropped: one count under this reason. */
    void dropped(DropReason reason);

    /** Datagrams from {@code tuple} belong to this session from now on. */
    void tupleAdded(T tuple);

    /** Datagrams from {@code tuple} no longer belong to this session. */
    void tupleRemoved(T tuple);

    /** {@code tuple} is where to send from now on. */
    void tupleSelected(T tuple);

    /** This local username fragment no longer names the session: its successor is in use. */
    void usernameFragmentRetired(String usernameFragment);
}
