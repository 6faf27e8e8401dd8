package dev.parley.sfu.net;

import java.lang.foreign.MemorySegment;

/** The system call that reads. */
interface ReceiveCall {
    /**
     * Reads what there is, without waiting for more.
     *
     * @param messages an array of {@code struct mmsghdr}
     * @param count how many it has
     * @return how many were read, or the negative {@code errno}
     */
    int receive(MemorySegment messages, int count);
}
