package dev.parley.sfu.net;

import java.lang.foreign.MemorySegment;

/** The system call that sends. */
interface SendCall {
    /**
     * Sends messages in order.
     *
     * @param messages an array of {@code struct mmsghdr}
     * @return how many were sent, at least 1, or the negative {@code errno} of the first
     */
    int send(MemorySegment messages, int count);
}
