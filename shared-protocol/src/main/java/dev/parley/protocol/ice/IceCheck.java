package dev.parley.protocol.ice;

import dev.parley.protocol.stun.StunMessage;
import java.util.random.RandomGenerator;

/** One pair of a controlling agent: its remote tuple, and the check that is on its way or due. */
final class IceCheck<T extends IceTuple> {
    /** First wait for an answer; doubled each time. Short, because the other side is a server that answers at once. */
    private static final long FIRST_WAIT = 100_000_000L;

    private static final long LONGEST_WAIT = 1_600_000_000L;

    final T tuple;
    final long priority;
    final byte[] transactionId = new byte[StunMessage.TRANSACTION_ID];
    /** Whether a response to {@link #transactionId} is still awaited. */
    boolean pending;

    boolean authenticated;
    /** When the last answer came; meaningful once authenticated. */
    long answeredNanos;

    long dueNanos;
    private long waitNanos;

    IceCheck(T tuple, long priority) {
        this.tuple = tuple;
        this.priority = priority;
    }

    /** Notes that a request goes out now: a new transaction, or the same once more while it is pending. */
    void sent(long nowNanos) {
        waitNanos = pending ? Math.min(2 * waitNanos, LONGEST_WAIT) : FIRST_WAIT;
        dueNanos = nowNanos + waitNanos;
        pending = true;
    }

    /** Makes the next request a new transaction, sent at {@code whenNanos}. */
    void schedule(RandomGenerator random, long whenNanos) {
        random.nextBytes(transactionId);
        pending = false;
        dueNanos = whenNanos;
    }
}
