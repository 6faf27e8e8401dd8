package dev.parley.sfu.stream;

/**
 * What a consumer remembers of each packet it sent: which of the producer's packets it was, and the numbers it went out
 * with. The payload itself stays with the producer's stream, shared by all consumers. A ring by sequence number that
 * grows with the packet rate up to its bound.
 */
public final class SentPackets {
    private static final int FIRST_CAPACITY = 64;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** One packet is {@value} longs: producer sequence; timestamp, sequence, picture id; stream, TL0, flags; times. */
    private static final int WORDS = 4;

    private static final long USED = 1;
    private static final long RESENT = 2;
    private static final long MARKER = 4;

    private final int bound;
    private final int historyMillis;
    private long[] words;
    private int mask;
    private int found;

    /**
     * @param bound the most packets remembered, a power of two
     * @param historyMillis how long a packet should be remembered, as far as the bound allows
     */
    public SentPackets(int bound, int historyMillis) {
        this.bound = bound;
        this.historyMillis = historyMillis;
        int capacity = Math.min(FIRST_CAPACITY, bound);
        this.mask = capacity - 1;
        this.words = new long[capacity * WORDS];
    }

    /**
     * Remembers a sent packet. Picture id and TL0PICIDX are those put out, or 0 where there are none.
     *
     * @param streamTag {@link ReceiveStream#tag} of the stream it is of
     * @param marker whether it went out as the last of its picture
     */
    public void sent(
            int sequence,
            int streamTag,
            long producerSequence,
            int timestamp,
            int pictureId,
            int tl0,
            boolean marker,
            long nowNanos) {
        int nowMillis = (int) (nowNanos / NANOS_PER_MILLI);
        int at = (sequence & mask) * WORDS;
        if (mask + 1 < bound && used(at) && sequence(at) != sequence && nowMillis - sentMillis(at) < historyMillis) {
            grow();
            at = (sequence & mask) * WORDS;
        }
        words[at] = producerSequence;
        words[at + 1] = ((long) timestamp << 32) | ((sequence & 0xffffL) << 16) | (pictureId & 0xffffL);
        words[at + 2] = ((long) streamTag << 32) | ((tl0 & 0xffL) << 8) | (marker ? MARKER : 0) | USED;
        words[at + 3] = (long) nowMillis << 32;
    }

    private void grow() {
        long[] old = words;
        mask = (mask + 1) * 2 - 1;
        words = new long[(mask + 1) * WORDS];
        for (int from = 0; from < old.length; from += WORDS) {
            int sequence = (int) (old[from + 1] >>> 16) & 0xffff;
            System.arraycopy(old, from, words, (sequence & mask) * WORDS, WORDS);
        }
    }

    private boolean used(int at) {
        return (words[at + 2] & USED) != 0;
    }

    private int sequence(int at) {
        return (int) (words[at + 1] >>> 16) & 0xffff;
    }

    private int sentMillis(int at) {
        return (int) (words[at + 3] >>> 32);
    }

    /** Looks for {@code sequence}; when true, the accessors below speak of it until the next call. */
    public boolean find(int sequence) {
        found = (sequence & mask) * WORDS;
        return used(found) && sequence(found) == sequence;
    }

    /** The producer's unwrapped sequence number of the packet found. */
    public long producerSequence() {
        return words[found];
    }

    /** {@link ReceiveStream#tag} of the stream that the packet found is of. */
    public int streamTag() {
        return (int) (words[found + 2] >>> 32);
    }

    /** The timestamp sent. */
    public int timestamp() {
        return (int) (words[found + 1] >>> 32);
    }

    /** The VP8 picture id sent, 0 to 32767; meaningless for a packet without one. */
    public int pictureId() {
        return (int) words[found + 1] & 0x7fff;
    }

    /** The TL0PICIDX sent, 0 to 255; meaningless for a packet without one. */
    public int tl0() {
        return (int) (words[found + 2] >>> 8) & 0xff;
    }

    /** Whether it went out as the last of its picture. */
    public boolean marker() {
        return (words[found + 2] & MARKER) != 0;
    }

    /** Whether the packet found was sent again less than {@code nanos} ago. */
    public boolean resentWithin(long nanos, long nowNanos) {
        int nowMillis = (int) (nowNanos / NANOS_PER_MILLI);
        return (words[found + 2] & RESENT) != 0 && nowMillis - (int) words[found + 3] < nanos / NANOS_PER_MILLI;
    }

    /** Notes that the packet found was sent again. */
    public void resent(long nowNanos) {
        int nowMillis = (int) (nowNanos / NANOS_PER_MILLI);
        words[found + 2] |= RESENT;
        words[found + 3] = (words[found + 3] & 0xffff_ffff_0000_0000L) | (nowMillis & 0xffff_ffffL);
    }
}
