package dev.parley.protocol.bwe;

import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.Arrays;

/**
 * What was sent, by its transport-wide number, until it is known what became of it. A ring that grows to the packets in
 * flight, with a bound: what is older than that is forgotten. Allocates nothing once it has its size.
 */
final class SentPackets {
    /** More than three seconds of 20 Mbit/s in full-size packets, and an eighth of what 16 bits can tell apart. */
    static final int MAX_SIZE = 8192;

    private static final int INITIAL_SIZE = 256;

    /** Never sent, or decided. */
    private static final byte NONE = 0;

    private static final byte IN_FLIGHT = 1;
    private static final byte MISSING = 2;

    /** Judged lost; may still turn up. */
    private static final byte LOST = 3;

    private SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private long[] sentNanos = new long[INITIAL_SIZE];
    private int[] sizes = new int[INITIAL_SIZE];
    private int[] probes = new int[INITIAL_SIZE];
    private byte[] states = new byte[INITIAL_SIZE];
    /** All below are decided. */
    private long undecided = -1;

    /** All below were spoken of by a feedback, or its feedback was lost. */
    private long unspoken = -1;

    private long inFlight;

    /** A packet left. Numbers grow by one; a repeated or older number is ignored. */
    void sent(int transportSequence, int size, int probe, long nowNanos) {
        long highest = unwrapper.highest();
        long sequence = unwrapper.peek(transportSequence & 0xffff);
        if (highest >= 0 && sequence <= highest) {
            return;
        }
        if (highest < 0 || sequence - highest >= MAX_SIZE) {
            restart(transportSequence & 0xffff);
            sequence = unwrapper.highest();
        } else {
            unwrapper.unwrap(transportSequence & 0xffff);
            makeRoom(sequence, highest);
        }
        int slot = slot(sequence);
        sentNanos[slot] = nowNanos;
        sizes[slot] = size;
        probes[slot] = probe;
        states[slot] = IN_FLIGHT;
        inFlight += size;
    }

    private void restart(int transportSequence) {
        Arrays.fill(states, NONE);
        inFlight = 0;
        unwrapper = new SequenceUnwrapper();
        undecided = unwrapper.unwrap(transportSequence);
        unspoken = undecided;
    }

    private void makeRoom(long sequence, long highest) {
        while (sequence - undecided >= states.length && states.length < MAX_SIZE) {
            grow(highest);
        }
        while (sequence - undecided >= states.length) {
            forget(undecided++);
        }
        for (long skipped = highest + 1; skipped <= sequence; skipped++) {
            forget(skipped);
        }
    }

    private void forget(long sequence) {
        int slot = slot(sequence);
        if (states[slot] == IN_FLIGHT || states[slot] == MISSING) {
            inFlight -= sizes[slot];
        }
        states[slot] = NONE;
    }

    private void grow(long highest) {
        int old = states.length;
        long[] oldSent = sentNanos;
        int[] oldSizes = sizes;
        int[] oldProbes = probes;
        byte[] oldStates = states;
        sentNanos = new long[2 * old];
        sizes = new int[2 * old];
        probes = new int[2 * old];
        states = new byte[2 * old];
        for (long sequence = Math.max(0, highest - old + 1); sequence <= highest; sequence++) {
            int from = (int) (sequence & old - 1);
            int to = slot(sequence);
            sentNanos[to] = oldSent[from];
            sizes[to] = oldSizes[from];
            probes[to] = oldProbes[from];
            states[to] = oldStates[from];
        }
    }

    /** The first number above all those that were spoken of, before this feedback; at first none is. */
    long firstUnspoken() {
        return unspoken;
    }

    /** The full number behind one of a feedback, sent or not. */
    long unwrap(int transportSequence) {
        return unwrapper.peek(transportSequence);
    }

    /** Whether the packet left and no feedback spoke of it. */
    boolean inFlight(long sequence) {
        return known(sequence) && states[slot(sequence)] == IN_FLIGHT;
    }

    /** Whatever becomes of the packets sent so far is of no interest any more. */
    void abandon() {
        Arrays.fill(states, NONE);
        undecided = unwrapper.highest() + 1;
        unspoken = undecided;
        inFlight = 0;
    }

    /** The full number behind one of a feedback, or -1 when nothing of that number waits for an answer. */
    long find(int transportSequence) {
        long sequence = unwrapper.peek(transportSequence);
        return known(sequence) && states[slot(sequence)] != NONE ? sequence : -1;
    }

    private boolean known(long sequence) {
        return undecided >= 0
                && sequence <= unwrapper.highest()
                && unwrapper.highest() - sequence < states.length
                && sequence >= 0;
    }

    /** The packet found arrived; it is not found again. */
    void arrived(long sequence) {
        forget(sequence);
    }

    /**
     * A feedback said nothing good of these numbers. They count as lost only in {@link #judge}: paths reorder.
     *
     * @param count of numbers from {@code first} on; those never sent are skipped
     */
    void missing(int first, int count) {
        long from = unwrapper.peek(first);
        long end = Math.min(from + count, unwrapper.highest() + 1);
        for (long sequence = Math.max(from, undecided); sequence < end; sequence++) {
            int slot = slot(sequence);
            if (states[slot] == IN_FLIGHT) {
                states[slot] = MISSING;
            }
        }
        unspoken = Math.max(unspoken, end);
    }

    /**
     * Decides on the oldest packet when it was sent before {@code beforeNanos}. Called until {@link #OPEN} comes back.
     *
     * @return {@link #OPEN} when nothing is left to decide; {@link #UNKNOWN} for a packet that arrived or of which no
     *     feedback spoke (its feedback was lost itself); otherwise the number of a packet that is lost
     */
    long judge(long beforeNanos) {
        if (undecided < 0 || undecided > unwrapper.highest()) {
            return OPEN;
        }
        int slot = slot(undecided);
        byte state = states[slot];
        if (state == NONE) {
            undecided++;
            return UNKNOWN;
        }
        if (sentNanos[slot] >= beforeNanos) {
            return OPEN;
        }
        long sequence = undecided++;
        inFlight -= sizes[slot];
        states[slot] = state == MISSING ? LOST : NONE;
        return state == MISSING ? sequence : UNKNOWN;
    }

    static final long OPEN = -1;
    static final long UNKNOWN = -2;

    /** Whether this one was judged lost; speaks of recent ones only. */
    boolean lost(long sequence) {
        return known(sequence) && states[slot(sequence)] == LOST;
    }

    long sentNanos(long sequence) {
        return sentNanos[slot(sequence)];
    }

    int size(long sequence) {
        return sizes[slot(sequence)];
    }

    int probe(long sequence) {
        return probes[slot(sequence)];
    }

    /** Bytes of which nothing is known yet. */
    long bytesInFlight() {
        return inFlight;
    }

    private int slot(long sequence) {
        return (int) (sequence & states.length - 1);
    }
}
