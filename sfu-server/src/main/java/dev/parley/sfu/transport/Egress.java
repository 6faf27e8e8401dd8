package dev.parley.sfu.transport;

/**
 * The one door through which everything leaves a Worker. What is sent during one pass of the Worker's loop leaves
 * together at its end.
 */
public interface Egress {
    /** Takes a copy of the bytes and sends them to {@code to}; what cannot be sent is counted and dropped. */
    void send(byte[] buffer, int offset, int length, TransportTuple to);

    /**
     * As {@link #send}, for a packet that others of its picture follow: may wait for them, for a millisecond at the most, if
     * nothing else is to be sent meanwhile.
     */
    default void sendFirst(byte[] buffer, int offset, int length, TransportTuple to) {
        send(buffer, offset, length, to);
    }

    /**
     * The length, {@code length} or a little more, that such a packet should have so that it leaves in one piece with the
     * others.
     */
    default int commonLength(int length, TransportTuple to) {
        return length;
    }
}
