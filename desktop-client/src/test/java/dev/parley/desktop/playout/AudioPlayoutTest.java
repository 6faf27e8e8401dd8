package dev.parley.desktop.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.desktop.codec.AudioCodecs;
import dev.parley.desktop.codec.AudioDecoder;
import dev.parley.desktop.codec.Tones;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time: a minute takes a second. */
class AudioPlayoutTest {
    private static final AudioCodecs CODECS = AudioCodecs.find();

    private final AudioDecoder decoder = CODECS.decoder();
    private final AudioPlayout playout = new AudioPlayout(decoder);
    private final PlayoutRun run = new PlayoutRun(playout);

    @AfterEach
    void close() {
        decoder.close();
    }

    @Test
    void withoutLossAndJitterNothingIsConcealedAndSoundWaitsBriefly() {
        run.seconds(30, new NetworkModel(0, 0, 1));
        AudioFigures figures = run.print("no loss, no jitter");
        assertThat(figures.concealedSamples()).isZero();
        assertThat(figures.packetsLost()).isZero();
        assertThat(figures.packetsLate()).isZero();
        assertThat(figures.jitterBufferMillis()).isBetween(0.0, 25.0);
        assertThat(figures.packetsReceived()).isBetween(1490L, 1500L);
    }

    /** An eighth of this voice is pauses, of which the codec repeats nothing; the rest is two losses in a row. */
    @ParameterizedTest
    @CsvSource({"0, 50, 0.002", "5, 0, 0.016", "10, 0, 0.03", "5, 50, 0.016", "10, 50, 0.03"})
    void lossAndJitterAreHidden(int lossPercent, int jitterMillis, double most) {
        run.seconds(60, new NetworkModel(lossPercent / 100.0, jitterMillis, 2));
        AudioFigures figures = run.print(lossPercent + " % loss, " + jitterMillis + " ms jitter");
        assertThat(figures.concealedShare()).isLessThanOrEqualTo(most);
        assertThat(figures.targetMillis()).isLessThanOrEqualTo(jitterMillis + 40);
        assertThat(figures.jitterBufferMillis()).isLessThanOrEqualTo(figures.targetMillis() + 25);
    }

    @Test
    void theWaitShrinksBackWhenTheNetworkCalmsDown() {
        run.seconds(20, new NetworkModel(0, 120, 3));
        double stormy = run.print("120 ms jitter").jitterBufferMillis();
        run.seconds(40, new NetworkModel(0, 0, 3));
        AudioFigures calm = run.print("calm again");
        assertThat(stormy).isGreaterThan(80);
        assertThat(calm.jitterBufferMillis()).isLessThan(30);
        assertThat(calm.removedSamples()).isPositive();
    }

    @Test
    void theToneStaysTheToneWhileTheWaitChanges() {
        run.tone = true;
        run.seconds(10, new NetworkModel(0, 60, 4));
        run.seconds(20, new NetworkModel(0, 0, 4));
        short[] heard = run.heard();
        int last = heard.length - 48_000;
        assertThat(Tones.hertz(heard, last, 48_000)).isCloseTo(440, within(1.0));
        assertThat(Tones.decibels(heard, last, 48_000)).isCloseTo(-15, within(1.0));
        // And over all of it, stretched and shortened: a period more or less in a second.
        assertThat(Tones.hertz(heard, 48_000, heard.length - 48_000)).isCloseTo(440, within(4.0));
    }

    @Test
    void anOutageIsFollowedByTheSameWaitAsBefore() {
        run.seconds(10, new NetworkModel(0, 0, 5));
        double before = playout.figures().jitterBufferMillis();
        run.seconds(1, new NetworkModel(1, 0, 5));
        run.seconds(5, new NetworkModel(0, 0, 5));
        AudioFigures after = run.print("after an outage of 1 s");
        assertThat(after.jitterBufferMillis()).isCloseTo(before, within(30.0));
        assertThat(after.packetsLost()).isEqualTo(50);
        assertThat(after.concealedSamples()).isBetween(20_000L, 49_000L);
    }

    @Test
    void aBurstAfterAStallIsCaughtUpWith() {
        run.seconds(10, new NetworkModel(0, 0, 6));
        run.stall(300);
        AudioFigures right = playout.figures();
        run.seconds(15, new NetworkModel(0, 0, 6));
        AudioFigures later = run.print("after a stall of 300 ms");
        assertThat(right.packetsLost()).isZero();
        assertThat(later.concealedSamples()).isLessThan(16_000);
        assertThat(later.jitterBufferMillis()).isLessThan(later.targetMillis() + 25);
    }

    @Test
    void silenceOfTheSenderIsNotConcealment() {
        run.pausesOfVoice = true;
        run.seconds(30, new NetworkModel(0, 20, 7));
        AudioFigures figures = run.print("a sender with DTX, 20 ms jitter");
        assertThat(run.packetsSent).isLessThan(1300);
        assertThat(figures.concealedShare()).isLessThan(0.005);
    }

    @Test
    void aSenderWhoPausesIsSilentAndComesBackAtOnce() {
        run.seconds(5, new NetworkModel(0, 0, 8));
        run.pause(5);
        assertThat(run.lastWasSound).isFalse();
        run.seconds(5, new NetworkModel(0, 0, 8));
        AudioFigures figures = run.print("a pause of 5 s");
        assertThat(run.lastWasSound).isTrue();
        assertThat(figures.concealedSamples()).isZero();
    }

    @Test
    void aClockThatRunsFastOrSlowIsFollowed() {
        run.clockError = 200e-6; // the worst sound cards
        run.seconds(120, new NetworkModel(0, 5, 9));
        AudioFigures fast = run.print("a sender 200 ppm fast");
        assertThat(fast.jitterBufferMillis()).isLessThan(45);
        assertThat(fast.concealedShare()).isLessThan(0.002);
    }

    @Test
    void numbersThatStartAnewAreFollowed() {
        run.seconds(3, new NetworkModel(0, 0, 10));
        run.sequence += 20_000;
        run.timestamp += 0x6000_0000;
        run.seconds(3, new NetworkModel(0, 0, 10));
        run.timestamp -= 48_000 * 30; // set back, without a leap of the sequence
        run.seconds(5, new NetworkModel(0, 0, 10));
        assertThat(run.lastWasSound).isTrue();
        assertThat(run.print("numbers anew").packetsLost()).isLessThan(5);
    }

    @Test
    void nothingThatArrivesThrows() {
        var random = new Random(11);
        var out = new short[AudioPlayout.FRAME];
        long now = 0;
        for (int i = 0; i < 30_000; i++) {
            var bytes = new byte[random.nextInt(i % 50 == 0 ? 2000 : 80)];
            random.nextBytes(bytes);
            int sequence = i % 3 == 0 ? random.nextInt() : i;
            long timestamp = i % 5 == 0 ? random.nextLong() : i * 960L;
            playout.insert(bytes, 0, bytes.length, sequence, timestamp, now, false);
            now += random.nextInt(20_000_000);
            if (i % 2 == 0) {
                playout.pull(out, now);
            }
        }
        assertThat(playout.figures().totalSamples()).isPositive();
    }
}
