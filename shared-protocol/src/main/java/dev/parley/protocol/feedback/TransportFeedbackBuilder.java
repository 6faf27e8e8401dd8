package dev.parley.protocol.feedback;

import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers when the packets of one transport arrived and makes the transport-wide feedback the sender's bandwidth
 * estimate lives on (draft-holmer-rmcat-transport-wide-cc-extensions-01). {@link #received} allocates nothing once the
 * window has its size.
 *
 * <p>A feedback begins where the one before ended, so every loss is reported once the packet behind it has come. When
 * a packet comes after its number was reported lost, the next feedback begins with it and repeats what followed: the
 * sender takes the news and skips what it knows.
 */
public final class TransportFeedbackBuilder {
    /** Between two feedbacks, unless {@link #MAX_PENDING} come sooner. */
    public static final long INTERVAL_NANOS = 100_000_000L;

    /** Arrivals that do not wait for the interval: about eight status chunks of fourteen. */
    public static final int MAX_PENDING = 112;

    /** Arrived packets in one feedback, at worst two bytes of delta each: it stays well under a datagram. */
    private static final int MAX_PER_FEEDBACK = 320;

    /** Statuses in one feedback behind the first arrived one, at worst two bytes for each seven: 344 bytes. */
    private static final int MAX_STATUSES = 1200;

    private static final int INITIAL_WINDOW = 256;

    /** Packets in flight between two feedbacks, losses included; a larger gap is a restart. */
    private static final int MAX_WINDOW = 8192;

    /** A late packet of this age is no news to a sender that has judged it long ago. */
    private static final long MAX_LATENESS_NANOS = 500_000_000L;

    private static final long NOT_RECEIVED = Long.MIN_VALUE;

    private final int senderSsrc;
    private int mediaSsrc;

    private SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private long[] arrivals = newWindow(INITIAL_WINDOW);
    /** The first number the next feedback speaks of. */
    private long next = -1;
    /** The lowest number {@link #arrivals} may know. */
    private long oldest = -1;

    private long restartCandidate = -1;
    private int pending;
    private long lastBuiltNanos;
    private boolean built;
    private int feedbackCount;

    /**
     * A builder for one transport.
     *
     * @param senderSsrc put into the feedbacks as their sender
     */
    public TransportFeedbackBuilder(int senderSsrc) {
        this.senderSsrc = senderSsrc;
    }

    private static long[] newWindow(int size) {
        long[] window = new long[size];
        Arrays.fill(window, NOT_RECEIVED);
        return window;
    }

    /**
     * A packet with a transport-wide number came.
     *
     * @param sequenceNumber 0 to 65535
     * @param mediaSsrc its source; the latest is put into the feedbacks
     * @param arrivalNanos when it came, as exactly as the socket can tell; does not go back
     */
    public void received(int sequenceNumber, int mediaSsrc, long arrivalNanos) {
        this.mediaSsrc = mediaSsrc;
        long highest = unwrapper.highest();
        if (highest < 0) {
            unwrapper.unwrap(sequenceNumber);
            begin(unwrapper.highest(), arrivalNanos);
            return;
        }
        long sequence = unwrapper.peek(sequenceNumber);
        if (sequence > highest) {
            ahead(sequenceNumber, sequence, highest, arrivalNanos);
        } else if (highest - sequence >= MAX_WINDOW) {
            farBehind(sequenceNumber, sequence, arrivalNanos);
        } else {
            late(sequence, arrivalNanos);
        }
    }

    private void begin(long sequence, long arrivalNanos) {
        Arrays.fill(arrivals, NOT_RECEIVED);
        next = sequence;
        oldest = sequence;
        restartCandidate = -1;
        arrivals[slot(sequence)] = arrivalNanos;
        pending = 1;
    }

    private void ahead(int sequenceNumber, long sequence, long highest, long arrivalNanos) {
        restartCandidate = -1;
        unwrapper.unwrap(sequenceNumber);
        if (sequence - next >= MAX_WINDOW) {
            begin(sequence, arrivalNanos);
            return;
        }
        while (sequence - next >= arrivals.length) {
            grow(highest);
        }
        for (long skipped = Math.max(highest + 1, sequence - arrivals.length + 1); skipped < sequence; skipped++) {
            arrivals[slot(skipped)] = NOT_RECEIVED;
        }
        oldest = Math.max(oldest, sequence - arrivals.length + 1);
        arrivals[slot(sequence)] = arrivalNanos;
        pending++;
    }

    private void late(long sequence, long arrivalNanos) {
        restartCandidate = -1;
        if (sequence < oldest && !extendBack(sequence)) {
            return;
        }
        int slot = slot(sequence);
        if (arrivals[slot] != NOT_RECEIVED) {
            return;
        }
        arrivals[slot] = arrivalNanos;
        if (sequence >= next) {
            pending++;
        } else if (arrivalNanos - arrivalBehind(sequence) <= MAX_LATENESS_NANOS) {
            pending++;
            next = sequence;
        }
    }

    /** When the next higher number that arrived did; the highest number always has. */
    private long arrivalBehind(long sequence) {
        long behind = sequence + 1;
        while (arrivals[slot(behind)] == NOT_RECEIVED) {
            behind++;
        }
        return arrivals[slot(behind)];
    }

    /** A packet older than the very first one: the window reaches back as far as it is wide. */
    private boolean extendBack(long sequence) {
        if (unwrapper.highest() - sequence >= arrivals.length) {
            return false;
        }
        for (long unknown = sequence; unknown < oldest; unknown++) {
            arrivals[slot(unknown)] = NOT_RECEIVED;
        }
        oldest = sequence;
        return true;
    }

    /** Two in a row from far behind: the sender began anew. */
    private void farBehind(int sequenceNumber, long sequence, long arrivalNanos) {
        if (sequence != restartCandidate) {
            restartCandidate = sequence + 1;
            return;
        }
        unwrapper = new SequenceUnwrapper();
        begin(unwrapper.unwrap(sequenceNumber), arrivalNanos);
    }

    private void grow(long highest) {
        long[] old = arrivals;
        long[] larger = newWindow(2 * old.length);
        for (long sequence = Math.max(oldest, highest - old.length + 1); sequence <= highest; sequence++) {
            larger[(int) (sequence & larger.length - 1)] = old[(int) (sequence & old.length - 1)];
        }
        arrivals = larger;
    }

    /** Whether {@link #poll} has something to say now. */
    public boolean due(long nowNanos) {
        return pending > 0 && (pending >= MAX_PENDING || !built || nowNanos - lastBuiltNanos >= INTERVAL_NANOS);
    }

    /**
     * The feedbacks to send now: none before they are due, and more than one when one cannot hold it all. Each fits
     * into 1100 bytes.
     */
    public List<TransportFeedback> poll(long nowNanos) {
        if (!due(nowNanos)) {
            return List.of();
        }
        List<TransportFeedback> feedbacks = new ArrayList<>(1);
        long highest = unwrapper.highest();
        while (next <= highest) {
            feedbacks.add(buildOne(highest));
        }
        pending = 0;
        built = true;
        lastBuiltNanos = nowNanos;
        return feedbacks;
    }

    /** Builds from {@link #next} on; the highest number always stands for an arrived packet, so there is one to add. */
    private TransportFeedback buildOne(long highest) {
        long first = next;
        while (arrivals[slot(first)] == NOT_RECEIVED) {
            first++;
        }
        // A long run of losses costs next to nothing, so it does not count against the bound.
        long limit = Math.min(highest, first + MAX_STATUSES);
        TransportFeedback.Builder builder = new TransportFeedback.Builder((int) (next & 0xffff), arrivals[slot(first)]);
        long base = next;
        for (long sequence = first; sequence <= limit && builder.received() < MAX_PER_FEEDBACK; sequence++) {
            long arrival = arrivals[slot(sequence)];
            if (arrival == NOT_RECEIVED) {
                continue;
            }
            if (!builder.add((int) (sequence - base), arrival)) {
                break;
            }
            next = sequence + 1;
        }
        TransportFeedback feedback = builder.build(senderSsrc, mediaSsrc, feedbackCount);
        feedbackCount = feedbackCount + 1 & 0xff;
        return feedback;
    }

    private int slot(long sequence) {
        return (int) (sequence & arrivals.length - 1);
    }
}
