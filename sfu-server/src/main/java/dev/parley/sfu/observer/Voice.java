package dev.parley.sfu.observer;

/** One microphone of a room, as its publisher describes its sound packet by packet. */
public final class Voice {
    /** A microphone that is not muted brings more than this in its softest moments (-50 dBov): a voice. */
    static final int SPEECH = 77;

    /** After how many packets of speech it is no click; 60 ms. */
    private static final int NO_CLICK = 3;

    /** How fast its loudness follows a level above it, and one below. */
    private static final double ATTACK = 0.5;

    private static final double RELEASE = 0.03;

    private final String producerId;
    private final String person;
    private final SpeechActivity activity = new SpeechActivity();
    private int levelSum;
    private int levelCount;
    private int speechPackets;
    private double loudness;
    private boolean hasSpoken;
    private long spokeNanos;
    private boolean forwarded = true;
    private boolean retired;

    /** Nothing was heard of it yet. */
    public Voice(String producerId, String person) {
        this.producerId = producerId;
        this.person = person;
    }

    /** The id of the producer it comes from. */
    public String producerId() {
        return producerId;
    }

    /** Whose voice it is. */
    public String person() {
        return person;
    }

    /** It is judged no more. */
    public void retire() {
        retired = true;
    }

    /** Whether it is judged no more. */
    public boolean isRetired() {
        return retired;
    }

    /**
     * A packet of sound came.
     *
     * @param level 0 (silence) to {@value Levels#LOUDEST}
     */
    public void heard(int level, long nowNanos) {
        activity.heard(level, nowNanos);
        levelSum += level;
        levelCount++;
        if (level >= SPEECH) {
            loudness += (level > loudness ? ATTACK : RELEASE) * (level - loudness);
        }
        speechPackets = level >= SPEECH ? Math.min(speechPackets + 1, NO_CLICK) : Math.max(speechPackets - 1, 0);
        if (speaks()) {
            hasSpoken = true;
            spokeNanos = nowNanos;
        }
    }

    /** Whether speech comes at this moment. */
    boolean speaks() {
        return speechPackets == NO_CLICK;
    }

    /** Whether it has ever spoken; if so, {@link #spokeNanos} says when last. */
    boolean hasSpoken() {
        return hasSpoken;
    }

    long spokeNanos() {
        return spokeNanos;
    }

    /** How loud it is when it speaks: quick to rise and slow to fall, in levels. */
    double loudness() {
        return loudness;
    }

    SpeechActivity activity() {
        return activity;
    }

    /** How many packets came since the last call of {@link #takeMeanLevel}. */
    int levelCount() {
        return levelCount;
    }

    /** The mean level of the packets since the last call, 0 when there were none. */
    int takeMeanLevel() {
        int mean = levelCount == 0 ? 0 : Math.round((float) levelSum / levelCount);
        levelSum = 0;
        levelCount = 0;
        return mean;
    }

    /** Whether its packets go to whoever listens. */
    public boolean forwarded() {
        return forwarded;
    }

    /** Its packets go to whoever listens, whatever is known of it. */
    public void letThrough() {
        forwarded = true;
    }

    void forwarded(boolean now) {
        forwarded = now;
    }
}
