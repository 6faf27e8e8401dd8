package dev.parley.desktop.track;

/**
 * What pure Java manages, whatever the bitrate is good for: it codes key frames only.
 *
 * @param detail whether the pictures are of letters
 */
record JavaLadder(boolean detail) implements Ladder {
    private static final int HEIGHT = 180;
    private static final double FRAMES = 10;
    private static final int DETAIL_HEIGHT = 540;
    private static final double DETAIL_FRAMES = 2;
    private static final long MOST = 400_000;

    @Override
    public Step step(long bitsPerSecond, int width, int height, long nowNanos) {
        int rows = Math.min(detail ? DETAIL_HEIGHT : HEIGHT, height);
        int columns = (int) Math.round((double) width * rows / height / 2) * 2;
        return new Step(columns, rows, detail ? DETAIL_FRAMES : FRAMES, Math.min(bitsPerSecond, MOST));
    }

    @Override
    public void tooLarge() {
        // It is as small as it gets.
    }

    @Override
    public void timeToSpare() {
        // A machine that is fast enough for more has libvpx.
    }

    /** Always: that is why it is as it is. */
    @Override
    public boolean heldBack() {
        return true;
    }
}
