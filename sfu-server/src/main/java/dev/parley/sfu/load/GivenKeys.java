package dev.parley.sfu.load;

import dev.parley.protocol.session.DropReason;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.srtp.SrtpContext;

/** By keys that both ends know: towards a program that forwards RTP and speaks nothing else. */
final class GivenKeys implements Protection {
    private final SrtpContext sending;
    private final SrtpContext receiving;
    private final SessionListener<ServerTuple> listener;

    GivenKeys(ForwarderKeys keys, SessionListener<ServerTuple> listener) {
        this.sending = keys.towards();
        this.receiving = keys.from();
        this.listener = listener;
    }

    @Override
    public void begin(long nowNanos) {
        listener.connected(sending.profile());
    }

    @Override
    public void poll(long nowNanos) {
        // Nothing is agreed on and nothing expires.
    }

    @Override
    public void received(byte[] datagram, int length, long nowNanos) {
        int plain = receiving.unprotectRtp(datagram, 0, length);
        if (plain < 0) {
            listener.dropped(DropReason.SRTP_UNAUTHENTICATED);
        } else {
            listener.rtp(datagram, 0, plain, nowNanos);
        }
    }

    @Override
    public int protectRtp(byte[] buffer, int length) {
        return sending.protectRtp(buffer, 0, length);
    }

    @Override
    public int protectRtcp(byte[] buffer, int length) {
        return sending.protectRtcp(buffer, 0, length);
    }

    @Override
    public void close() {
        // Keys of one measurement: nobody else has them.
    }
}
