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
        score.rate(1 - (double) block.fractionLost() / WHOLE);
        return score.value() != before;
    }

    int score() {
        return score.value();
    }
}
