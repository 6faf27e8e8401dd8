package dev.parley.protocol.bwe;

import dev.parley.protocol.rtcp.TransportFeedback;

/**
 * Turns feedbacks into arrivals and losses in the order of sending, on one continuous time of the receiver's clock.
 * What a feedback says of packets that were never sent, or that were spoken of before, has no effect. Allocates nothing.
 */
final class FeedbackTimeline {
    /** A path may reorder packets this far apart before the older one counts as lost. */
    static final long REORDERING_NANOS = 100_000_000L;

    /** Takes what a feedback has brought. */
    interface Listener {
        /**
         * A packet arrived.
         *
         * @param arrivalNanos on the receiver's clock, which has nothing to do with ours
         */
        void arrived(long sentNanos, long arrivalNanos, int bytes, int probe);

        /**
         * The feedback that spoke of this packet was lost: most likely it arrived as those around it did.
         *
         * @param arrivalNanos what that would mean, on the receiver's clock
         */
        void unreported(long arrivalNanos, int bytes);

        /**
         * A packet sent well before others that arrived did not.
         *
         * @param again whether the one before it was lost, too
         */
        void lost(long sentNanos, int bytes, boolean again);
    }

    private final SentPackets sent;
    private final Listener listener;
    private boolean started;
    private int lastReference;
    private long reference;
    private long newestSentNanos = Long.MIN_VALUE;

    FeedbackTimeline(SentPackets sent, Listener listener) {
        this.sent = sent;
        this.listener = listener;
    }

    /**
     * Takes a feedback.
     *
     * @return how many packets it was the first to call arrived; with 0 it told nothing
     */
    int feedback(TransportFeedback feedback) {
        unwrapReference(feedback.referenceTime());
        long arrivalNanos = reference * TransportFeedback.REFERENCE_UNIT_NANOS;
        int news = 0;
        for (int i = 0; i < feedback.receivedCount(); i++) {
            arrivalNanos += feedback.delta(i) * TransportFeedback.DELTA_UNIT_NANOS;
            long sequence = sent.find(feedback.sequence(i));
            if (sequence >= 0) {
                if (news == 0) {
                    skipTo(sent.unwrap(feedback.baseSequence()), arrivalNanos - sent.sentNanos(sequence));
                }
                arrived(sequence, arrivalNanos);
                news++;
            }
        }
        sent.missing(feedback.baseSequence(), feedback.statusCount());
        if (news > 0) {
            judge();
        }
        return news;
    }

    /** A feedback begins where the one before it ended: what lies between was spoken of by one that was lost. */
    private void skipTo(long base, long onTheWayNanos) {
        for (long sequence = sent.firstUnspoken(); sequence < base; sequence++) {
            if (sent.inFlight(sequence)) {
                listener.unreported(sent.sentNanos(sequence) + onTheWayNanos, sent.size(sequence));
                sent.arrived(sequence);
            }
        }
    }

    private void arrived(long sequence, long arrivalNanos) {
        long sentNanos = sent.sentNanos(sequence);
        sent.arrived(sequence);
        newestSentNanos = Math.max(newestSentNanos, sentNanos);
        listener.arrived(sentNanos, arrivalNanos, sent.size(sequence), sent.probe(sequence));
    }

    private void judge() {
        long before = newestSentNanos - REORDERING_NANOS;
        for (long lost = sent.judge(before); lost != SentPackets.OPEN; lost = sent.judge(before)) {
            if (lost != SentPackets.UNKNOWN) {
                listener.lost(sent.sentNanos(lost), sent.size(lost), sent.lost(lost - 1));
            }
        }
    }

    /** 24 bits of 64 ms wrap after twelve days; the difference, sign-extended, is right for half of that. */
    private void unwrapReference(int referenceTime) {
        if (!started) {
            started = true;
            lastReference = referenceTime;
        }
        reference += (referenceTime - lastReference) << 8 >> 8;
        lastReference = referenceTime;
    }

    /** When the newest packet known to have arrived was sent. */
    long newestSentNanos() {
        return newestSentNanos;
    }
}
