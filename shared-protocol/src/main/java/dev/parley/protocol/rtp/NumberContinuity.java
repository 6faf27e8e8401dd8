package dev.parley.protocol.rtp;

/**
 * Renumbers a wrapping counter so that what goes out has no holes where the forwarder left something out on purpose,
 * and no jump where the source restarted or changed. Holes the network made stay holes: they are what the receiver
 * must ask for. One class for RTP sequence numbers (16 bits), VP8 picture ids (15) and TL0PICIDX (8).
 *
 * <p>A number left out may be followed by reordered ones from before it; the last {@value #REMEMBERED} omissions are
 * remembered so that those keep the number they would have had. Allocates nothing after construction.
 */
public final class NumberContinuity {
    private static final int REMEMBERED = 64;

    private final int mask;
    private final int signShift;

    /** Input numbers at which a change of the offset took effect, oldest first, and the offset from there on. */
    private final int[] changeInputs = new int[REMEMBERED];

    private final int[] changeOffsets = new int[REMEMBERED];
    private int changes;

    private boolean started;
    private int restartInput;
    private boolean restartRecent;
    private int highestInput;
    private int highestOutput;
    private boolean resync = true;
    private int resyncGap = 1;

    /** A counter of {@code bits} bits, 2 to 16, whose first output is {@code first}. */
    public NumberContinuity(int bits, int first) {
        if (bits < 2 || bits > 16) {
            throw new IllegalArgumentException("counter of " + bits + " bits");
        }
        mask = (1 << bits) - 1;
        signShift = 32 - bits;
        highestOutput = first - 1 & mask;
    }

    /** A counter that begins with the first input's own number. */
    public static NumberContinuity transparent(int bits, int firstInput) {
        return new NumberContinuity(bits, firstInput);
    }

    /** The next input follows the highest output so far, whatever its number: after a pause or a change of source. */
    public void restart() {
        restart(1);
    }

    /** As {@link #restart()}, but the next input comes {@code gap} after the highest output, 1 or more. */
    public void restart(int gap) {
        resync = true;
        resyncGap = gap;
    }

    /** The number to send for {@code input}. */
    public int map(int input) {
        if (resync) {
            resync = false;
            changes = 0;
            int output = highestOutput + resyncGap & mask;
            addChange(input & mask, output - input & mask);
            restartInput = input & mask;
            restartRecent = started;
            started = true;
            highestInput = input & mask;
            highestOutput = output;
            return output;
        }
        int output = input + offsetAt(input) & mask;
        if (distance(input, highestInput) > 0) {
            highestInput = input & mask;
            highestOutput = output;
            forgetOldChanges();
        }
        return output;
    }

    /**
     * Whether {@code input} stands before the last restart, so that {@link #map} would give it a number already used
     * for something else. Such packets must not be forwarded.
     */
    public boolean precedesRestart(int input) {
        return !resync && restartRecent && distance(input, restartInput) < 0;
    }

    /** {@code input} is not forwarded: later numbers close the hole. Has no effect on one older than the highest. */
    public void omit(int input) {
        if (resync || distance(input, highestInput) <= 0) {
            return;
        }
        int offset = offsetAt(input);
        highestInput = input & mask;
        highestOutput = input + offset - 1 & mask;
        addChange(input + 1 & mask, offset - 1 & mask);
        forgetOldChanges();
    }

    /** Past a quarter of the range a comparison would soon wrap, and no packet is reordered that far. */
    private void forgetOldChanges() {
        int quarter = (mask + 1) / 4;
        while (changes > 1 && distance(highestInput, changeInputs[1]) >= quarter) {
            dropOldestChange();
        }
        if (restartRecent && distance(highestInput, restartInput) >= quarter) {
            restartRecent = false;
        }
    }

    private void dropOldestChange() {
        System.arraycopy(changeInputs, 1, changeInputs, 0, changes - 1);
        System.arraycopy(changeOffsets, 1, changeOffsets, 0, changes - 1);
        changes--;
    }

    /** Whether anything was mapped yet. */
    public boolean started() {
        return started;
    }

    /** The highest number given out; before the first, the one that precedes it. */
    public int highestOutput() {
        return highestOutput;
    }

    private int offsetAt(int input) {
        for (int i = changes - 1; i > 0; i--) {
            if (distance(input, changeInputs[i]) >= 0) {
                return changeOffsets[i];
            }
        }
        return changeOffsets[0];
    }

    private void addChange(int input, int offset) {
        // Omitting one number after the other moves the same change on.
        if (changes > 1 && changeInputs[changes - 1] == (input - 1 & mask)) {
            changeInputs[changes - 1] = input;
            changeOffsets[changes - 1] = offset;
            return;
        }
        if (changes == REMEMBERED) {
            dropOldestChange();
        }
        changeInputs[changes] = input;
        changeOffsets[changes] = offset;
        changes++;
    }

    private int distance(int a, int b) {
        return (a - b) << signShift >> signShift;
    }
}
