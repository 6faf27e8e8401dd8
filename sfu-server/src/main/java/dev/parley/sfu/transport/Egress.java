package dev.parley.sfu.transport;

import org.jspecify.annotations.Nullable;

/**
 * The one door through which everything leaves a Worker. What is sent during one pass of the Worker's loop leaves
 * together at its end.
 */
public interface Egress {
    /** Takes a copy of the bytes and sends them to {@code to}; what cannot be sent is counted and dropped. */
    void send(byte[] buffer, int offset, int length, TransportTuple to);

    /** Whether packets to {@code to} that are sent together leave in one piece. */
    default boolean joins(TransportTuple to) {
        return true;
    }

    /**
     * Where a datagram of {@code length} bytes to {@code to} is to be written, to leave without a copy by {@link #sendSlot};
     * until then nothing else is to be sent. Null where {@link #send} is the only way.
     */
    default @Nullable OutgoingSlot slot(int length, TransportTuple to) {
        return null;
    }

    /** Sends what was written into the last {@link #slot}, of the same length and to the same address. */
    default void sendSlot(int length, TransportTuple to) {
        throw new IllegalStateException("no slot was given");
    }

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
