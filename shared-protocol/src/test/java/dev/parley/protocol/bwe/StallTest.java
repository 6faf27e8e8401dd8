package dev.parley.protocol.bwe;

import static dev.parley.protocol.bwe.SimulatedLink.MILLI;
import static dev.parley.protocol.bwe.SimulatedLink.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.feedback.TransportFeedbackBuilder;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the estimate of a small steady stream, such as sound, when nothing arrives for less than a second. */
class StallTest {
    private static final long START = 600_000;
    private static final long ONE_WAY = 25 * MILLI;
    private static final long OUTAGE = 800 * MILLI;

    private record Arriving(long time, int sequence) {}

    private record Answer(long time, TransportFeedback feedback) {}

    private final SendSideBandwidth bandwidth = new SendSideBandwidth(new BandwidthSettings(START, 30_000, 50_000_000));
    private final TransportFeedbackBuilder feedback = new TransportFeedbackBuilder(1);
    private final ArrayDeque<Arriving> arriving = new ArrayDeque<>();
    private final ArrayDeque<Answer> answers = new ArrayDeque<>();
    private boolean out;
    private int sequence;
    private int packetsPerSecond = 50;
    private int bytes = 128;
    private long pollNanos = SECOND;
    private long nextPoll;
    private long now;

    private void run(long nanos) {
        for (long end = now + nanos; now < end; now += MILLI) {
            if (now % (SECOND / packetsPerSecond) == 0) {
                bandwidth.onPacketSent(++sequence & 0xffff, bytes, now);
                if (!out) {
                    arriving.add(new Arriving(now + ONE_WAY, sequence & 0xffff));
                }
            }
            while (!arriving.isEmpty() && arriving.element().time() <= now) {
                Arriving packet = arriving.remove();
                feedback.received(packet.sequence(), 7, packet.time());
            }
            for (TransportFeedback one : feedback.poll(now)) {
                answers.add(new Answer(now + ONE_WAY, one));
            }
            while (!answers.isEmpty() && answers.element().time() <= now) {
                bandwidth.onFeedback(answers.remove().feedback(), now);
            }
            if (now >= nextPoll) {
                bandwidth.poll(now);
                nextPoll = now + pollNanos;
            }
        }
    }

    private void outage() {
        out = true;
        run(OUTAGE);
        out = false;
        run(300 * MILLI);
    }

    @ParameterizedTest
    @CsvSource({
        "60, 0",
        "1000, 0",
        "1000, 100",
        "1000, 200",
        "1000, 300",
        "1000, 400",
        "1000, 500",
        "1000, 600",
        "1000, 700",
        "1000, 800",
        "1000, 900"
    })
    void anOutageIsNoCongestionHoweverSeldomItIsLookedAt(int pollMillis, int phaseMillis) {
        pollNanos = pollMillis * MILLI;
        run(10 * SECOND + phaseMillis * MILLI);
        assertThat(bandwidth.targetBitsPerSecond()).isEqualTo(START);

        outage();
        assertThat(bandwidth.targetBitsPerSecond()).isBetween(START * 3 / 10, START / 2);
        run(2 * SECOND);
        assertThat(bandwidth.targetBitsPerSecond()).isBetween(START * 3 / 10, START);

        // A camera, which grows into it without probes.
        pollNanos = 60 * MILLI;
        nextPoll = now;
        packetsPerSecond = 100;
        bytes = 1_000;
        run(5 * SECOND);
        assertThat(bandwidth.targetBitsPerSecond()).isGreaterThan(START * 7 / 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 300, 600, 900})
    void aShortOneMovesNothing(int phaseMillis) {
        run(10 * SECOND + phaseMillis * MILLI);
        out = true;
        run(60 * MILLI);
        out = false;
        run(5 * SECOND);

        assertThat(bandwidth.targetBitsPerSecond()).isEqualTo(START);
    }

    @Test
    void whoBeginsToAnswerLateWasNotStalled() {
        nextPoll = 2 * SECOND;
        out = true;
        run(SECOND);
        out = false;
        run(500 * MILLI);

        assertThat(bandwidth.targetBitsPerSecond()).isEqualTo(START);
    }
}
