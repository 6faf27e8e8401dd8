package dev.parley.sfu.stream;

import dev.parley.protocol.wire.SequenceNumbers;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Maps the numbers of a producer's stream to those of a consumer's, so that what the consumer sees is one unbroken
 * stream however often forwarding stops and starts again, changes to another encoding, or leaves pictures out: sequence
 * numbers go on without a gap, picture ids and TL0PICIDX go on by one, timestamps keep their distance unless the
 * producer's clock jumped.
 *
 * <p>Sequence numbers of the producer are the unwrapped 64-bit ones; everything put out is wrapped to its field.
 */
public final class Continuity {
    /** A timestamp further than this from what the wall clock predicts is taken for a new clock. */
    private static final long CLOCK_JUMP_SECONDS = 10;

    /** Two encodings of one publisher that seem this far apart do not have one clock. */
    private static final long MAXIMUM_CLOCK_ERROR_SECONDS = 3;

    /** No packet comes later than this. */
    private static final int LATE_SECONDS = 5;

    /** What was kept is played within this part of the time it took. */
    private static final int KEPT_SQUEEZE = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int PICTURE_ID_MASK = 0x7fff;
    private static final int TL0_MASK = 0xff;

    private final int clockRate;
    private long firstSequence = Long.MAX_VALUE;
    private int sequenceOffset;
    private int timestampOffset;
    private int pictureIdOffset;
    private int tl0Offset;

    /** None until something is left out, which for most streams nothing ever is. */
    private @Nullable LeftOut leftOut;

    /** Timestamps before this one of the producer's are drawn towards it, to 1/{@link #squeeze} of their distance. */
    private int knee;

    private int squeeze = 1;

    private boolean started;
    private long newest;
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
     * Makes the producer's packet {@code sequence} the next one that goes out, of the encoding that went out before. What is
     * older is no longer mapped.
     *
     * @param pictureId the packet's VP8 picture id, or -1
     * @param tl0 the packet's TL0PICIDX, or -1
     */
    public void restartAt(long sequence, int timestamp, int pictureId, int tl0, long nowNanos) {
        restart(sequence, pictureId, tl0);
        if (started) {
            int expected = expectedTimestamp(nowNanos);
            int error = timestamp + timestampOffset - expected;
            boolean backwards = timestamp + timestampOffset - highestTimestamp <= 0;
            if (backwards || Math.abs((long) error) > CLOCK_JUMP_SECONDS * clockRate) {
                timestampOffset = expected - timestamp;
            }
        }
    }

    /**
     * Makes a packet of another encoding, whose numbers have nothing to do with those before, the next one that goes out.
     *
     * @param sameInstant the consumer's timestamp for the instant of {@code timestamp}, by the clocks of both encodings;
     *     empty when one of them is unknown, and the wall clock has to do
     */
    public void switchTo(long sequence, int timestamp, OptionalInt sameInstant, int pictureId, int tl0, long nowNanos) {
        restart(sequence, pictureId, tl0);
        int expected = started ? expectedTimestamp(nowNanos) : timestamp;
        int known = sameInstant.orElse(expected);
        boolean plausible = Math.abs((long) (known - expected)) <= MAXIMUM_CLOCK_ERROR_SECONDS * clockRate;
        timestampOffset = (plausible ? known : expected) - timestamp;
        int behind = started ? highestTimestamp + 1 - timestamp(timestamp) : 0;
        if (behind > 0) {
            // Its picture is of an instant that the other encoding has already shown. Time runs at half its speed until
            // the new encoding has caught up with what was shown, and then is right again.
            knee = timestamp + 2 * behind;
            squeeze = 2;
        }
    }

    /**
     * Makes the kept packet {@code sequence} of the encoding that went out before the next one that goes out. What was kept
     * is drawn close to its end: it is played at once, and not as long as it once took.
     *
     * @param newestTimestamp of the last picture kept
     * @return false, and nothing changed, when there is no room for it behind what went out before
     */
    public boolean restartAtKept(
            long sequence, int timestamp, int newestTimestamp, int pictureId, int tl0, long nowNanos) {
        int newestMapped = newestTimestamp + timestampOffset;
        int earliest = newestMapped - (newestTimestamp - timestamp) / KEPT_SQUEEZE;
        if (started
                && (earliest - highestTimestamp <= 0
                        || Math.abs((long) (newestMapped - expectedTimestamp(nowNanos)))
                                > MAXIMUM_CLOCK_ERROR_SECONDS * clockRate)) {
            return false;
        }
        restart(sequence, pictureId, tl0);
        knee = newestTimestamp;
        squeeze = KEPT_SQUEEZE;
        return true;
    }

    private void restart(long sequence, int pictureId, int tl0) {
        firstSequence = sequence;
        sequenceOffset = SequenceNumbers.plus(highestSequence, 1) - (int) sequence;
        highestProducerSequence = sequence - 1;
        newest = sequence - 1;
        if (leftOut != null) {
            leftOut.clear();
        }
        squeeze = 1;
        if (started) {
            if (pictureId >= 0) {
                pictureIdOffset = highestPictureId + 1 - pictureId;
            }
            if (tl0 >= 0) {
                tl0Offset = highestTl0 + 1 - tl0;
            }
        }
    }

    /** What the timestamp of a picture that comes now would be by the wall clock; later than all before. */
    private int expectedTimestamp(long nowNanos) {
        long elapsed = (nowNanos - highestNanos) * clockRate / NANOS_PER_SECOND;
        return highestTimestamp + (int) Math.max(elapsed, 1);
    }

    /**
     * Leaves the packet out, which {@link #comesAfterAll}; what comes after it closes up.
     *
     * @param picture its timestamp; in a stream with spatial layers the number of its frame
     */
    public void leaveOut(long sequence, int picture) {
        LeftOut known = leftOut;
        if (known == null) {
            known = new LeftOut();
            leftOut = known;
        }
        known.add(sequence, picture, newest);
        newest = sequence;
        firstSequence = Math.max(firstSequence, known.knownFrom());
    }

    /** Whether the packet comes after all that went out or were left out since the last restart. */
    public boolean comesAfterAll(long sequence) {
        return sequence > newest;
    }

    /** Whether the packet was left out, or belongs between such of its picture: then there is no number for it. */
    public boolean isLeftOut(long sequence) {
        return leftOut != null && leftOut.contains(sequence);
    }

    /** Whether of the picture with this timestamp of the producer's something was left out. */
    public boolean isPictureLeftOut(int timestamp) {
        return leftOut != null && leftOut.containsPicture(timestamp);
    }

    /** Whether the producer's packet {@code sequence} belongs to what is being put out since the last restart. */
    public boolean maps(long sequence) {
        return sequence >= firstSequence;
    }

    /** The consumer's sequence number, 0 to 65535. */
    public int sequence(long sequence) {
        return (int) (sequence + sequenceOffset - packetsLeftOutBefore(sequence)) & 0xffff;
    }

    private int packetsLeftOutBefore(long sequence) {
        return leftOut == null ? 0 : leftOut.packetsBefore(sequence);
    }

    /** The producer's unwrapped sequence number of the consumer's {@code sequence}, by the mapping in force. */
    public long producerSequence(int sequence) {
        long highest = highestProducerSequence - packetsLeftOutBefore(highestProducerSequence);
        long closedUp = highest + SequenceNumbers.distance(sequence, sequence(highestProducerSequence));
        return leftOut == null ? closedUp : leftOut.original(closedUp);
    }

    /** The consumer's timestamp. */
    public int timestamp(int timestamp) {
        int before = knee - timestamp;
        int drawn = squeeze > 1 && before > 0 ? before - before / squeeze : 0;
        return timestamp + timestampOffset + drawn;
    }

    /** The consumer's timestamp for the instant of one of the producer's, as it is where time runs at its own speed. */
    public int timestampUnsqueezed(int timestamp) {
        return timestamp + timestampOffset;
    }

    /** The consumer's picture id for the packet {@code sequence}, to be written in 7 or 15 bits as the packet has it. */
    public int pictureId(long sequence, int pictureId) {
        int before = leftOut == null ? 0 : leftOut.picturesBefore(sequence);
        return (pictureId + pictureIdOffset - before) & PICTURE_ID_MASK;
    }

    /** The consumer's TL0PICIDX, 0 to 255. */
    public int tl0(int tl0) {
        return (tl0 + tl0Offset) & TL0_MASK;
    }

    /** Notes that a packet went out, as the point where a later restart goes on. Numbers not present are -1. */
    public void sent(long producerSequence, int sequence, int timestamp, int pictureId, int tl0, long nowNanos) {
        newest = Math.max(newest, producerSequence);
        if (started && !SequenceNumbers.newer(sequence, highestSequence)) {
            return;
        }
        started = true;
        highestProducerSequence = producerSequence;
        highestSequence = sequence;
        highestTimestamp = timestamp;
        highestNanos = nowNanos;
        if (squeeze > 1 && timestamp - timestampOffset - knee > LATE_SECONDS * clockRate) {
            squeeze = 1;
        }
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
