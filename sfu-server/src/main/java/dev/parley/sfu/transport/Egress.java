package dev.parley.sfu.transport;

/**
 * The one door through which everything leaves a Worker. What is sent during one pass of the Worker's loop leaves
 * together at its end.
 */
public interface Egress {
    /** Takes a copy of the bytes and sends them to {@code to}; what cannot be sent is counted and dropped. */
    void send(byte[] buffer, int offset, int length, TransportTuple to);

    /**
     * The length, {@code length} or a little more, that a packet should have which others follow, so that it leaves in one
     * piece with them.
     *
     * @param shortBy by how much it is shorter than the longest of them
     */
    default int commonLength(int length, int shortBy, TransportTuple to) {
        return length;
    }
}
