package dev.parley.sfu.stream;

import dev.parley.protocol.wire.SequenceNumbers;

/**
 * Maps the numbers of a producer's stream to those of a consumer's, so that what the consumer sees is one unbroken
 * stream however often forwarding stops and starts again: sequence numbers go on without a gap, picture ids and
 * TL0PICIDX go on by one, timestamps keep their distance unless the producer's clock jumped.
 *
 * <p>Sequence numbers of the producer are the unwrapped 64-bit ones; everything put out is wrapped to its field.
 */
public final class Continuity {
    /** A timestamp further than this from what the wall clock predicts is taken for a new clock. */
    private static final long CLOCK_JUMP_SECONDS = 10;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int PICTURE_ID_MASK = 0x7fff;
    private static final int TL0_MASK = 0xff;

    private final int clockRate;
    private long firstSequence = Long.MAX_VALUE;
    private int sequenceOffset;
    private int timestampOffset;
    private int pictureIdOffset;
    private int tl0Offset;

    private boolean started;
    private long highestProducerSequence;
    private int highestSequence;
    private int highestTimestamp;
    private int highestPictureId;
    private int highestTl0;
    private long highestNanos;

    /**
     * @param clockRate RTP clock units a second
     * @param firstSequence the first sequence number to put out, 0 to 65535
     */
    public Continuity(int clockRate, int firstSequence) {
        this.clockRate = clockRate;
        this.highestSequence = SequenceNumbers.plus(firstSequence, -1);
    }

    /**
     * Makes the producer's packet {@code sequence} the next one that goes out. What is older is no longer mapped.
     *
     * @param pictureId the packet's VP8 picture id, or -1
     * @param tl0 the packet's TL0PICIDX, or -1
     */
    public void restartAt(long sequence, int timestamp, int pictureId, int tl0, long nowNanos) {
        firstSequence = sequence;
        sequenceOffset = SequenceNumbers.plus(highestSequence, 1) - (int) sequence;
        highestProducerSequence = sequence - 1;
        if (started) {
            continueTimestamp(timestamp, nowNanos);
            if (pictureId >= 0) {
                pictureIdOffset = highestPictureId + 1 - pictureId;
            }
            if (tl0 >= 0) {
                tl0Offset = highestTl0 + 1 - tl0;
            }
        }
    }

    private void continueTimestamp(int timestamp, long nowNanos) {
        long elapsed = (nowNanos - highestNanos) * clockRate / NANOS_PER_SECOND;
        int expected = highestTimestamp + (int) elapsed;
        int error = timestamp + timestampOffset - expected;
        boolean backwards = timestamp + timestampOffset - highestTimestamp <= 0;
        if (backwards || Math.abs((long) error) > CLOCK_JUMP_SECONDS * clockRate) {
            timestampOffset = Math.max(expected - highestTimestamp, 1) + highestTimestamp - timestamp;
        }
    }

    /** Whether the producer's packet {@code sequence} belongs to what is being put out since the last restart. */
    public boolean maps(long sequence) {
        return sequence >= firstSequence;
    }

    /** The consumer's sequence number, 0 to 65535. */
    public int sequence(long sequence) {
        return (int) (sequence + sequenceOffset) & 0xffff;
    }

    /** The producer's unwrapped sequence number of the consumer's {@code sequence}, by the mapping in force. */
    public long producerSequence(int sequence) {
        return highestProducerSequence + SequenceNumbers.distance(sequence, sequence(highestProducerSequence));
    }

    /** The consumer's timestamp. */
    public int timestamp(int timestamp) {
        return timestamp + timestampOffset;
    }

    /** The consumer's picture id, to be written in 7 or 15 bits as the packet has it. */
    public int pictureId(int pictureId) {
        return (pictureId + pictureIdOffset) & PICTURE_ID_MASK;
    }

    /** The consumer's TL0PICIDX, 0 to 255. */
    public int tl0(int tl0) {
        return (tl0 + tl0Offset) & TL0_MASK;
    }

    /** Notes that a packet went out, as the point where a later restart goes on. Numbers not present are -1. */
    public void sent(long producerSequence, int sequence, int timestamp, int pictureId, int tl0, long nowNanos) {
        if (started && !SequenceNumbers.newer(sequence, highestSequence)) {
            return;
        }
        started = true;
        highestProducerSequence = producerSequence;
        highestSequence = sequence;
        highestTimestamp = timestamp;
        highestNanos = nowNanos;
        if (pictureId >= 0) {
            highestPictureId = pictureId;
        }
        if (tl0 >= 0) {
            highestTl0 = tl0;
        }
    }

    /** Whether anything went out yet. */
    public boolean started() {
        return started;
    }
}
