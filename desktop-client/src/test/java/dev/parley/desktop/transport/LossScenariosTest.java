package dev.parley.desktop.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.AudioDecoder;
import dev.parley.desktop.codec.OpusPackets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How loss is repaired, in virtual time: five seeds, medians and worst. The bars are those the project set itself. */
class LossScenariosTest {
    private static final AudioCodecs CODECS = AudioCodecs.find();
    private static final int SEEDS = 5;
    private static final int SECONDS = 60;

    /** Retransmission overhead is at most 1.3 times the loss; at 30 % only the sound has a bar. */
    @ParameterizedTest
    @CsvSource({"1, 0.005, 0.02", "5, 0.01, 0.02", "10, 0.02, 0.02"})
    void randomLossBothWaysIsRepaired(int percent, double mostFrozen, double mostConcealed) {
        List<LossRun.Outcome> outcomes = runs(new LossRun.Network(percent / 100.0, 25, 0, false), percent);
        assertThat(worst(outcomes, LossRun.Outcome::frozen)).isLessThanOrEqualTo(mostFrozen);
        assertThat(worst(outcomes, LossRun.Outcome::concealed)).isLessThanOrEqualTo(mostConcealed);
        assertThat(median(outcomes, LossRun.Outcome::resentVideo)).isLessThanOrEqualTo(1.3 * percent / 100);
        assertThat(median(outcomes, LossRun.Outcome::resentAudio)).isLessThanOrEqualTo(1.3 * percent / 100);
    }

    @Test
    void soundSurvivesALossOf30Percent() {
        List<LossRun.Outcome> outcomes = runs(new LossRun.Network(0.3, 25, 0, false), 30);
        assertThat(worst(outcomes, LossRun.Outcome::concealed)).isLessThanOrEqualTo(0.15);
    }

    @Test
    void soundThatIsRepeatedHardlySuffersFromALossOf30Percent() {
        List<LossRun.Outcome> outcomes = runs(new LossRun.Network(0.3, 25, 0, true), 30);
        assertThat(worst(outcomes, LossRun.Outcome::concealed)).isLessThanOrEqualTo(0.04);
    }

    @Test
    void packetsThatOvertakeEachOtherAreNoReasonForKeyFrames() {
        List<LossRun.Outcome> outcomes = runs(new LossRun.Network(0, 25, 200, false), 5);
        assertThat(worst(outcomes, LossRun.Outcome::keyFrameRequestsIn5s)).isLessThanOrEqualTo(1);
        assertThat(worst(outcomes, LossRun.Outcome::concealed)).isLessThanOrEqualTo(0.03);
    }

    private static List<LossRun.Outcome> runs(LossRun.Network network, int redundancyPercent) {
        byte[][] voice = OpusPackets.voice(Math.clamp(redundancyPercent, 5, 30)); // as OutboundAudio bounds it
        List<LossRun.Outcome> outcomes = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (AudioDecoder decoder = CODECS.decoder()) {
                outcomes.add(new LossRun(network, seed, decoder, voice).seconds(SECONDS));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "loss %.0f %%, jitter %d ms%s (median, worst of %d): frozen %s, concealed %s, recovered %s, sent again: video %s,"
                        + " sound %s; key frames asked in 5 s %.1f, sound waits %.0f ms, pictures come after %.0f ms%n",
                network.loss() * 100,
                network.jitterMillis(),
                network.reports() ? ", reported" : "",
                SEEDS,
                both(outcomes, LossRun.Outcome::frozen),
                both(outcomes, LossRun.Outcome::concealed),
                both(outcomes, LossRun.Outcome::recovered),
                both(outcomes, LossRun.Outcome::resentVideo),
                both(outcomes, LossRun.Outcome::resentAudio),
                worst(outcomes, LossRun.Outcome::keyFrameRequestsIn5s),
                median(outcomes, LossRun.Outcome::audioWaitMillis),
                median(outcomes, LossRun.Outcome::videoWaitMillis));
        return outcomes;
    }

    private static String both(List<LossRun.Outcome> outcomes, ToDoubleFunction<LossRun.Outcome> what) {
        return String.format(
                Locale.ROOT, "%.2f %% (%.2f %%)", 100 * median(outcomes, what), 100 * worst(outcomes, what));
    }

    private static double median(List<LossRun.Outcome> outcomes, ToDoubleFunction<LossRun.Outcome> what) {
        return outcomes.stream().mapToDouble(what).sorted().toArray()[SEEDS / 2];
    }

    private static double worst(List<LossRun.Outcome> outcomes, ToDoubleFunction<LossRun.Outcome> what) {
        return outcomes.stream().mapToDouble(what).max().orElse(Double.NaN);
    }
}
