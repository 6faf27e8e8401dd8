package dev.parley.sfu.load;

/** How the packets of one transport are protected, and what it takes to agree on that. Thread: the media loop. */
sealed interface Protection permits NegotiatedKeys, GivenKeys {
    /** Begins to agree. */
    void begin(long nowNanos);

    /** Does what is due by itself. */
    void poll(long nowNanos);

    /** Takes a datagram, in place. */
    void received(byte[] datagram, int length, long nowNanos);

    /**
     * Protects the first bytes in place.
     *
     * @return the new length; 0 or less when that cannot be
     */
    int protectRtp(byte[] buffer, int length);

    /** As {@link #protectRtp}, a report. */
    int protectRtcp(byte[] buffer, int length);

    /** It is over. */
    void close();
}
