package dev.parley.sfu.net;

import java.lang.foreign.Arena;

/** Datagrams that leave together, and where they stand meanwhile. */
final class SendBatch {
    /** Datagrams in one batch: a picture of eight packets to 500 clients. */
    private static final int CAPACITY = 4_096;

    /** As many of the usual length. */
    private static final int CAPACITY_BYTES = 5 * 1024 * 1024;

    private final DatagramRuns runs = new DatagramRuns(CAPACITY);
    private final SendMemory memory;
    private int first;

    SendBatch(Arena arena) {
        this.memory = new SendMemory(arena, CAPACITY_BYTES);
    }

    /** The runs, of which those before {@link #first} are done with. */
    DatagramRuns runs() {
        return runs;
    }

    /** The run that leaves next. */
    int first() {
        return first;
    }

    /** The run that leaves next is done with. */
    void step() {
        first++;
    }

    boolean isEmpty() {
        return first == runs.size();
    }

    /** The run that a datagram of this length to this address can join, or {@link DatagramRuns#NONE}. */
    int joinable(UdpTuple to, int length, int mostSegments) {
        return runs.joinable(to, length, first, mostSegments);
    }

    /** Takes a copy; false when there is no room. */
    boolean add(byte[] buffer, int offset, int length, UdpTuple to, int mostSegments) {
        if (runs.full()) {
            return false;
        }
        long address = memory.store(buffer, offset, length);
        if (address == 0) {
            return false;
        }
        int run = mostSegments > 1 ? joinable(to, length, mostSegments) : DatagramRuns.NONE;
        if (run == DatagramRuns.NONE) {
            runs.begin(to, address, length);
        } else {
            runs.join(run, address, length);
        }
        return true;
    }

    /** All is done with. */
    void clear() {
        first = 0;
        runs.clear();
        memory.clear();
    }
}
