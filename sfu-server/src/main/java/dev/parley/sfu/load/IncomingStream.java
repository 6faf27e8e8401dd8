package dev.parley.sfu.load;

/** One consumer's stream as it arrives. Thread: the media loop. */
final class IncomingStream {
    final int ssrc;
    final SequenceCount count = new SequenceCount();
    private int untilSample;
    private int random;

    IncomingStream(int ssrc) {
        this.ssrc = ssrc;
        this.random = ssrc;
    }

    /**
     * Whether this packet is one of the sample; the first is. At random, because packets at one place of a burst, the
     * first or the last, are not like the others.
     *
     * @param every one in so many on average; 0 for none
     */
    boolean isSample(int every) {
        if (every == 0) {
            return false;
        }
        if (untilSample > 0) {
            untilSample--;
            return false;
        }
        // The multiplier and the increment of Numerical Recipes; the high bits are the random ones.
        random = random * 1_664_525 + 1_013_904_223;
        untilSample = (random >>> 8) % (2 * every - 1);
        return true;
    }
}
