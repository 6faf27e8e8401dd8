package dev.parley.sfu.consumer;

import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.sfu.stream.StreamScore;

/** What a subscriber says of a consumer: how much it matters, how large it is shown, how well it arrives. */
final class SubscriberView {
    private static final int WHOLE = 256;

    private final StreamScore score = new StreamScore();
    private int priority = 1;
    private int width;
    private int height;

    void priority(int now) {
        if (now < 1 || now > 255) {
            throw new IllegalArgumentException("priority " + now);
        }
        priority = now;
    }

    int priority() {
        return priority;
    }

    void visible(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** A report of how the stream arrives; whether the score is another one now. */
    boolean reported(ReportBlock block) {
        int before = score.value();
        score.rate(1 - lossShare(block));
        return score.value() != before;
    }

    /** Which share of the packets since the report before did not arrive, 0 to 1. */
    static double lossShare(ReportBlock block) {
        return (double) block.fractionLost() / WHOLE;
    }

    int score() {
        return score.value();
    }
}
