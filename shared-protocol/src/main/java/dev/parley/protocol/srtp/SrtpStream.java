package dev.parley.protocol.srtp;

import org.jspecify.annotations.Nullable;

/**
 * What one context remembers of one SSRC: the highest RTP index (roll-over counter and sequence number) and both replay
 * windows. It is that of RTP itself, so that a packet touches one object.
 */
final class SrtpStream extends ReplayWindow {
    /** RTP packets remembered: 1024 is over a second of video at 6 Mbit/s, far beyond any reordering worth waiting for. */
    private static final int RTP_WINDOW = 1024;
    /** RTCP is sparse and numbered one by one. */
    private static final int RTCP_WINDOW = 128;
    /** Half the range of a sequence number (RFC 3711, section 3.3.1). */
    private static final int HALF = 0x8000;

    private static final int FULL = 0x1_0000;

    final int ssrc;
    /** Most streams never have one. */
    private @Nullable ReplayWindow rtcp;

    SrtpStream(int ssrc) {
        super(RTP_WINDOW);
        this.ssrc = ssrc;
    }

    /** As {@link #isNew}, of received RTCP. */
    boolean isNewRtcp(int index) {
        return rtcp == null || rtcp.isNew(index);
    }

    /** As {@link #accept}, of received RTCP. */
    void acceptRtcp(int index) {
        ReplayWindow window = rtcp;
        if (window == null) {
            window = new ReplayWindow(RTCP_WINDOW);
            rtcp = window;
        }
        window.accept(index);
    }

    /**
     * The index (roll-over counter * 65536 + sequence number) that {@code sequenceNumber} most likely stands for
     * (RFC 3711, section 3.3.1); negative when it would lie before the first roll-over counter.
     */
    long guessIndex(int sequenceNumber) {
        long highest = highest();
        return highest < 0 ? sequenceNumber : guessIndex(highest, sequenceNumber);
    }

    static long guessIndex(long highest, int sequenceNumber) {
        int last = (int) (highest & 0xffff);
        int difference = sequenceNumber - last;
        if (last < HALF) {
            if (difference > HALF) {
                difference -= FULL;
            }
        } else if (difference < -HALF) {
            difference += FULL;
        }
        return highest + difference;
    }
}
