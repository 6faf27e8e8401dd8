package dev.parley.sfu.load;

import dev.parley.protocol.rtcp.RtcpPacket;

/** A track as it is sent. Thread: the media loop. */
sealed interface Outgoing permits OutgoingStream, OutgoingCamera {
    /** Where it goes. */
    interface Way {
        /** Room for the next packet; what is written there is sent by {@link #rtp}. */
        byte[] buffer();

        /** Protects and sends the first bytes of {@link #buffer}. */
        void rtp(int length);

        /** Protects and sends a report. */
        void rtcp(RtcpPacket packet);
    }

    /** It flows from now on. */
    void begin(long nowNanos);

    /** Whether something is to be sent. */
    boolean isDue(long nowNanos);

    /** Sends what is due. */
    void sendDue(Way way, long nowNanos);

    /**
     * The next frame becomes a key frame.
     *
     * @return whether the SSRC is one of this track
     */
    boolean requestKeyFrame(int ssrc);
}
