package dev.parley.sfu.net;

import dev.parley.sfu.transport.OutgoingSlot;
import org.jspecify.annotations.Nullable;

/** Sends datagrams on the Worker's UDP socket, several at a time. */
interface DatagramSender {
    /** Takes a copy; false when it had to be dropped. */
    boolean add(byte[] buffer, int offset, int length, UdpTuple to);

    /** Whether datagrams to this address can leave in one piece. */
    boolean joins(UdpTuple to);

    /** Where the next datagram may be written instead, for {@link #addSlot}; null where there is no room, or no such place. */
    @Nullable
    OutgoingSlot slot(int length);

    /** Whether so much waits that it had better leave before a datagram of this length to {@code to} begins a run of its own. */
    boolean isAmple(int length, UdpTuple to);

    /** Adds what was written into the last {@link #slot}. */
    void addSlot(int length, UdpTuple to);

    /**
     * The length, {@code length} or a little more, at which a datagram to {@code to} that others follow would best be added.
     *
     * @param shortBy by how much it is shorter than the longest of them
     */
    int commonLength(int length, int shortBy, UdpTuple to);

    /**
     * Sends what was added.
     *
     * @return how many datagrams the kernel refused for good
     */
    int flush();

    /** Whether the kernel would not take everything yet, so that {@link #flush} is to be called again soon. */
    boolean pending();
}
