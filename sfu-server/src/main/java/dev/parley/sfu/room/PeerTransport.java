package dev.parley.sfu.room;

import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.worker.RouterProxy;
import java.util.HashSet;
import java.util.Set;

/** A peer's transport as the room knows it. */
final class PeerTransport {
    private final String id;
    private final TransportDirection direction;
    private final RouterProxy router;
    private final Set<Long> ssrcs = new HashSet<>();
    private final Set<String> mids = new HashSet<>();
    private boolean connected;
    private int nextMid;

    /**
     * A transport without tracks.
     *
     * @param router it is on
     */
    PeerTransport(String id, TransportDirection direction, RouterProxy router) {
        this.id = id;
        this.direction = direction;
        this.router = router;
    }

    String id() {
        return id;
    }

    TransportDirection direction() {
        return direction;
    }

    /** The router it is on, with all that goes over it. */
    RouterProxy router() {
        return router;
    }

    /** It is to be made: of those that receive the Worker is told, for what is to come. */
    void placed() {
        if (direction == TransportDirection.RECV) {
            router.receiverPlaced();
        }
    }

    /** It is gone, or was not made. */
    void gone() {
        if (direction == TransportDirection.RECV) {
            router.receiverGone();
        }
    }

    boolean connected() {
        return connected;
    }

    void connected(boolean now) {
        connected = now;
    }

    /** The MID of the next consumer. */
    String nextMid() {
        return Integer.toString(nextMid++);
    }

    /** An SSRC for a new consumer, unused on this transport as is the one after it, which is for retransmissions. */
    long newSsrc(Ids ids) {
        long ssrc;
        do {
            ssrc = ids.ssrc();
        } while (ssrcs.contains(ssrc) || ssrcs.contains(ssrc + 1));
        ssrcs.add(ssrc);
        ssrcs.add(ssrc + 1);
        return ssrc;
    }

    /** Gives back what {@link #newSsrc} took. */
    void releaseSsrc(long ssrc) {
        ssrcs.remove(ssrc);
        ssrcs.remove(ssrc + 1);
    }

    /** Reserves the SSRCs and the MID of a producer; false, and nothing reserved, when one is taken. */
    boolean reserve(RtpParameters parameters) {
        Set<Long> wanted = ssrcs(parameters);
        if (wanted.stream().anyMatch(ssrcs::contains) || mids.contains(parameters.mid())) {
            return false;
        }
        ssrcs.addAll(wanted);
        if (!parameters.mid().isEmpty()) {
            mids.add(parameters.mid());
        }
        return true;
    }

    /** Gives back what {@link #reserve} took. */
    void release(RtpParameters parameters) {
        ssrcs.removeAll(ssrcs(parameters));
        mids.remove(parameters.mid());
    }

    private static Set<Long> ssrcs(RtpParameters parameters) {
        Set<Long> result = new HashSet<>();
        for (RtpEncodingParameters encoding : parameters.encodings()) {
            result.add(encoding.ssrc());
            result.add(encoding.rtxSsrc());
        }
        result.remove(0L);
        return result;
    }
}
