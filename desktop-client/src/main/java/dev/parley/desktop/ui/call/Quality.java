package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant;
import java.util.Optional;

/** How well somebody is seen and heard, oneself included, by the limits of docs/quality.md: the same as in the web client. */
enum Quality {
    GOOD,
    FAIR,
    POOR;

    private static final double LOSS_FAIR = 0.015;
    private static final double LOSS_POOR = 0.05;
    private static final double RTT_FAIR = 200; // ms
    private static final double RTT_POOR = 400;
    private static final double BUFFER_FAIR = 250; // ms
    private static final double BUFFER_POOR = 600;
    /** Below these, in frames a second, a picture is no longer fluent, or hardly one. */
    private static final double FRAMES_FAIR = 12;

    private static final double FRAMES_POOR = 5;

    /**
     * The worst figure decides.
     *
     * @param before the figures of a few seconds ago
     * @param seen whether their picture is to be seen
     * @param rttMillis to the server and back; 0 while it is not known
     */
    static Quality of(Participant.Figures before, Participant.Figures now, boolean seen, double rttMillis) {
        long played = now.playedSamples() - before.playedSamples();
        long concealed = now.concealedSamples() - before.concealedSamples();
        Quality quality = above(played <= 0 ? 0 : (double) concealed / played, LOSS_FAIR, LOSS_POOR)
                .orWorse(above(rttMillis, RTT_FAIR, RTT_POOR));
        return seen
                ? quality.orWorse(above(now.jitterBufferMillis(), BUFFER_FAIR, BUFFER_POOR))
                        .orWorse(above(-now.framesPerSecond(), -FRAMES_FAIR, -FRAMES_POOR))
                : quality;
    }

    /**
     * How well one's own sound and picture get to the server.
     *
     * @param sent one's own figures of this moment
     */
    static Quality ofSent(Call.Figures sent) {
        Quality quality =
                above(sent.lossShare(), LOSS_FAIR, LOSS_POOR).orWorse(above(sent.rttMillis(), RTT_FAIR, RTT_POOR));
        // Without frames nobody watches.
        return sent.framesPerSecond() > 0
                ? quality.orWorse(above(-sent.framesPerSecond(), -FRAMES_FAIR, -FRAMES_POOR))
                : quality;
    }

    /** The key of what is said of it; good goes without saying. */
    Optional<String> words() {
        return switch (this) {
            case GOOD -> Optional.empty();
            case FAIR -> Optional.of("quality.fair");
            case POOR -> Optional.of("quality.poor");
        };
    }

    /** What is told of two looks in a row: a single bad moment is none. */
    static Quality lasting(Optional<Quality> before, Quality now) {
        return before.filter(last -> last.compareTo(now) < 0).orElse(before.isEmpty() ? GOOD : now);
    }

    private static Quality above(double value, double fair, double poor) {
        return value > poor ? POOR : value > fair ? FAIR : GOOD;
    }

    private Quality orWorse(Quality other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
