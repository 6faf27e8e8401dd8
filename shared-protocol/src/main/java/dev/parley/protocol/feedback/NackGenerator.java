package dev.parley.protocol.feedback;

import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.Arrays;

/**
 * Finds the holes in one received stream and says which sequence numbers to ask for again, and when
 * (RFC 4585, section 6.2.1). Feed it every packet with {@link #received}; call {@link #poll} a few times within a round
 * trip, and at once after a hole appeared. In the steady state nothing is allocated.
 */
public final class NackGenerator {
    /** Told, within {@code received}, what asking again cannot mend. */
    public interface Listener {
        /** Too much is missing to be asked for: only a key frame helps. */
        void keyFrameNeeded();
    }

    /** More missing packets than this are not worth asking for. */
    public static final int MAX_MISSING = 1000;

    /** Requests for one packet before it is given up. */
    public static final int MAX_REQUESTS = 10;

    /** One request packet of this many scattered numbers stays under a datagram; the rest follow in the next poll. */
    public static final int MAX_PER_POLL = 250;

    private static final long MILLI = 1_000_000L;
    private static final long DEFAULT_ROUND_TRIP = 100 * MILLI;
    private static final long MIN_ROUND_TRIP = 20 * MILLI;

    /** What is overtaken by more than this is asked for all the same. */
    private static final long MAX_OVERTAKEN = 150 * MILLI;

    /** So many packets in order let the wait for those that were overtaken fall to a third. */
    private static final int CALM = 1024;

    private final Listener listener;
    private final long reorderWaitNanos;

    private SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final ReceivedWindow window = new ReceivedWindow();
    private long lastKeyFrame = -1;
    private long restartCandidate = -1;

    /** The missing numbers in ascending order, and beside each when it was missed, last asked for, and how often. */
    private long[] missing = new long[64];

    private long[] missedAt = new long[64];
    private long[] askedAt = new long[64];
    private int[] requests = new int[64];
    private int count;

    private final int[] lost = new int[MAX_PER_POLL];
    private long overtakenNanos; // how late packets come that others overtook, most of them
    private long lastWait = DEFAULT_ROUND_TRIP;
    private long givenUp;
    private long recovered;

    /** A generator that asks for a missing packet at once. */
    public NackGenerator(Listener listener) {
        this(listener, 0);
    }

    /**
     * A generator that lets a missing packet come late.
     *
     * @param reorderWaitNanos how long to wait before the first request at least, 0 or more; longer where packets are seen
     *     to overtake each other
     */
    public NackGenerator(Listener listener, long reorderWaitNanos) {
        this.listener = listener;
        this.reorderWaitNanos = reorderWaitNanos;
    }

    /**
     * A packet of the stream came.
     *
     * @param sequenceNumber 0 to 65535; for a retransmission that of the original
     * @param keyFrame whether it begins a key frame
     * @param retransmitted whether it came as a retransmission
     * @return whether it is new; false for one that came before, which must not be forwarded again
     */
    public boolean received(int sequenceNumber, boolean keyFrame, boolean retransmitted, long nowNanos) {
        long highest = unwrapper.highest();
        long sequence = unwrapper.peek(sequenceNumber);
        if (highest >= 0 && highest - sequence >= ReceivedWindow.SIZE) {
            return !retransmitted && mayBeRestart(sequenceNumber, sequence, keyFrame, nowNanos);
        }
        restartCandidate = -1;
        boolean fresh = window.mark(sequence);
        if (highest < 0 || sequence > highest) {
            unwrapper.unwrap(sequenceNumber);
            if (keyFrame) {
                lastKeyFrame = sequence;
            }
            if (highest >= 0) {
                addMissing(highest + 1, sequence, nowNanos);
            }
            overtakenNanos -= overtakenNanos / CALM;
            return true;
        }
        if (keyFrame && sequence > lastKeyFrame) {
            lastKeyFrame = sequence;
        }
        int index = indexOf(sequence);
        if (index >= 0) {
            if (!retransmitted && isOriginal(index, nowNanos)) {
                overtaken(nowNanos - missedAt[index]);
            }
            removeRange(index, index + 1);
            recovered += retransmitted ? 1 : 0;
        }
        return fresh;
    }

    /** Far behind the window: a straggler, or, when two follow each other, a sender that began anew. */
    private boolean mayBeRestart(int sequenceNumber, long sequence, boolean keyFrame, long nowNanos) {
        if (sequence != restartCandidate) {
            restartCandidate = sequence + 1;
            return false;
        }
        reset();
        return received(sequenceNumber, keyFrame, false, nowNanos);
    }

    /** Not even asked for, or too soon for an answer: it was not lost but overtaken. */
    private boolean isOriginal(int index, long nowNanos) {
        return requests[index] == 0 || (requests[index] == 1 && nowNanos - askedAt[index] < lastWait / 2);
    }

    /** Networks that reorder do it again and again: up is learnt fast, down slowly. */
    private void overtaken(long lateNanos) {
        long late = Math.min(lateNanos, MAX_OVERTAKEN);
        overtakenNanos += (late - overtakenNanos) / (late > overtakenNanos ? 4 : 32);
    }

    private void addMissing(long from, long to, long nowNanos) {
        if (from == to) {
            return;
        }
        if (count + (to - from) > MAX_MISSING) {
            // Nothing before the last key frame is needed any more to decode what comes after it.
            removeRange(0, insertionPoint(lastKeyFrame));
            boolean gapEndsAtKeyFrame = lastKeyFrame == to;
            if (gapEndsAtKeyFrame) {
                return;
            }
            if (count + (to - from) > MAX_MISSING) {
                removeRange(0, count);
                listener.keyFrameNeeded();
                return;
            }
        }
        int needed = count + (int) (to - from);
        if (needed > missing.length) {
            grow(Math.min(MAX_MISSING, Math.max(needed, 2 * missing.length)));
        }
        for (long sequence = from; sequence < to; sequence++) {
            missing[count] = sequence;
            missedAt[count] = nowNanos;
            requests[count] = 0;
            count++;
        }
    }

    /**
     * Which packets to ask for now.
     *
     * @param rttNanos the last round trip measured, 0 or less when unknown (100 ms is taken); never less than 20 ms
     *     counts. After three requests in vain the others follow each other in half of it: somebody has
     *     waited long by then, and few packets get so far
     * @return how many of {@link #lost()} are valid, 0 to {@value #MAX_PER_POLL}; at the latter, poll again
     */
    public int poll(long nowNanos, long rttNanos) {
        long wait = rttNanos <= 0 ? DEFAULT_ROUND_TRIP : Math.max(rttNanos, MIN_ROUND_TRIP);
        long shortWait = Math.max(wait / 2, MIN_ROUND_TRIP);
        long firstWait = Math.max(reorderWaitNanos, overtakenNanos);
        lastWait = wait;
        int asked = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean due = requests[i] == 0
                    ? nowNanos - missedAt[i] >= firstWait
                    : nowNanos - askedAt[i] >= (requests[i] < 3 ? wait : shortWait);
            if (due && requests[i] == MAX_REQUESTS) {
                givenUp++;
                continue;
            }
            keep(i, kept);
            if (due && asked < MAX_PER_POLL) {
                lost[asked++] = (int) (missing[kept] & 0xffff);
                askedAt[kept] = nowNanos;
                requests[kept]++;
            }
            kept++;
        }
        count = kept;
        return asked;
    }

    private void keep(int from, int to) {
        if (from != to) {
            missing[to] = missing[from];
            missedAt[to] = missedAt[from];
            askedAt[to] = askedAt[from];
            requests[to] = requests[from];
        }
    }

    /** The numbers of the last {@link #poll}, ascending; reused by the next. */
    public int[] lost() {
        return lost;
    }

    /** How many packets are missing and not given up. When 0, {@link #poll} has nothing to do. */
    public int missing() {
        return count;
    }

    /**
     * How often a packet that is still missing was asked for before a moment that is less than a round trip ago.
     *
     * @param sequenceNumber 0 to 65535
     */
    public int requestsBefore(int sequenceNumber, long nanos) {
        int index = count == 0 ? -1 : indexOf(unwrapper.peek(sequenceNumber));
        if (index < 0 || requests[index] == 0) {
            return 0;
        }
        return nanos - askedAt[index] >= 0 ? requests[index] : requests[index] - 1;
    }

    /**
     * Whether a packet is still of use: the stream has begun, and it has not come yet.
     *
     * @param sequenceNumber 0 to 65535
     */
    public boolean lacks(int sequenceNumber) {
        return unwrapper.highest() >= 0 && !window.contains(unwrapper.peek(sequenceNumber));
    }

    /** How many packets were given up after {@value #MAX_REQUESTS} requests. */
    public long givenUp() {
        return givenUp;
    }

    /** How many missing packets came as retransmissions. */
    public long recovered() {
        return recovered;
    }

    /** Forgets the stream: what comes next is its beginning. */
    public void reset() {
        unwrapper = new SequenceUnwrapper();
        window.clear();
        count = 0;
        lastKeyFrame = -1;
        restartCandidate = -1;
    }

    private int indexOf(long sequence) {
        return Arrays.binarySearch(missing, 0, count, sequence);
    }

    private int insertionPoint(long sequence) {
        int index = indexOf(sequence);
        return index >= 0 ? index : -index - 1;
    }

    private void removeRange(int from, int to) {
        int rest = count - to;
        System.arraycopy(missing, to, missing, from, rest);
        System.arraycopy(missedAt, to, missedAt, from, rest);
        System.arraycopy(askedAt, to, askedAt, from, rest);
        System.arraycopy(requests, to, requests, from, rest);
        count = from + rest;
    }

    private void grow(int capacity) {
        missing = Arrays.copyOf(missing, capacity);
        missedAt = Arrays.copyOf(missedAt, capacity);
        askedAt = Arrays.copyOf(askedAt, capacity);
        requests = Arrays.copyOf(requests, capacity);
    }
}
