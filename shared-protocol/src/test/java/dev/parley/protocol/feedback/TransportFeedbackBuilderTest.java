package dev.parley.protocol.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportFeedbackBuilderTest {
    private static final long MILLI = 1_000_000L;
    private static final long INTERVAL = TransportFeedbackBuilder.INTERVAL_NANOS;

    private final TransportFeedbackBuilder builder = new TransportFeedbackBuilder(1);

    private void receive(int sequence, long now) {
        builder.received(sequence & 0xffff, 7, now);
    }

    /** The only feedback due, gone through its bytes. */
    private TransportFeedback poll(long now) {
        List<TransportFeedback> feedbacks = builder.poll(now);
        assertThat(feedbacks).hasSize(1);
        return throughBytes(feedbacks.getFirst());
    }

    private static TransportFeedback throughBytes(TransportFeedback feedback) {
        byte[] bytes = new byte[1100];
        int length = RtcpWriter.write(feedback, bytes, 0, bytes.length);
        assertThat(length).as("fits a datagram").isPositive();
        List<RtcpPacket> read = RtcpReader.read(bytes, 0, length).orElseThrow();
        assertThat(read).containsExactly(feedback);
        return (TransportFeedback) read.getFirst();
    }

    private static List<Integer> sequences(TransportFeedback feedback) {
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < feedback.receivedCount(); i++) {
            sequences.add(feedback.sequence(i));
        }
        return sequences;
    }

    @Test
    void theReferenceTimeIsTheFirstArrivalRoundedDownToSixtyFourMilliseconds() {
        long start = 64 * MILLI * 0x12_3456 + 10 * MILLI;
        receive(5, start);
        receive(6, start + 3 * MILLI);
        receive(7, start + 3 * MILLI + 124_000);
        receive(8, start + 3 * MILLI + 126_000);
        TransportFeedback feedback = poll(start + 5 * MILLI);
        assertThat(feedback.referenceTime()).isEqualTo(0x12_3456);
        assertThat(feedback.baseSequence()).isEqualTo(5);
        assertThat(feedback.statusCount()).isEqualTo(4);
        assertThat(feedback.delta(0)).isEqualTo(40);
        assertThat(feedback.delta(1)).isEqualTo(12);
        assertThat(feedback.delta(2)).isZero();
        assertThat(feedback.delta(3)).isEqualTo(1);
        assertThat(feedback.senderSsrc()).isEqualTo(1);
        assertThat(feedback.mediaSsrc()).isEqualTo(7);
    }

    @Test
    void theReferenceTimeWrapsAt24BitsAndWorksOnANegativeClock() {
        receive(1, 64 * MILLI * 0x100_0001L + MILLI);
        assertThat(poll(64 * MILLI * 0x100_0001L + MILLI).referenceTime()).isEqualTo(1);

        TransportFeedbackBuilder negative = new TransportFeedbackBuilder(1);
        negative.received(1, 7, -64 * MILLI - MILLI);
        TransportFeedback feedback = negative.poll(0).getFirst();
        assertThat(feedback.referenceTime()).isEqualTo(0xff_fffe);
        assertThat(feedback.delta(0)).isEqualTo(63 * 4);
    }

    @Test
    void theFirstComesAtOnceAndTheNextAfterTheInterval() {
        assertThat(builder.due(0)).isFalse();
        assertThat(builder.poll(0)).isEmpty();
        receive(1, 0);
        assertThat(poll(0).feedbackCount()).isZero();
        receive(2, MILLI);
        assertThat(builder.poll(INTERVAL - 1)).isEmpty();
        assertThat(poll(INTERVAL).feedbackCount()).isEqualTo(1);
        assertThat(builder.poll(10 * INTERVAL)).as("nothing new").isEmpty();
    }

    @Test
    void manyArrivalsDoNotWaitForTheInterval() {
        receive(0, 0);
        poll(0);
        for (int i = 1; i < TransportFeedbackBuilder.MAX_PENDING; i++) {
            receive(i, i);
        }
        assertThat(builder.due(MILLI)).isFalse();
        receive(TransportFeedbackBuilder.MAX_PENDING, MILLI);
        assertThat(poll(MILLI).receivedCount()).isEqualTo(TransportFeedbackBuilder.MAX_PENDING);
    }

    @Test
    void lossesBetweenTwoFeedbacksAreInTheSecond() {
        receive(65533, 0);
        poll(0);
        receive(1, MILLI);
        TransportFeedback feedback = poll(INTERVAL);
        assertThat(feedback.baseSequence()).isEqualTo(65534);
        assertThat(feedback.statusCount()).isEqualTo(4);
        assertThat(sequences(feedback)).containsExactly(1);
    }

    @Test
    void aReorderedPacketIsReportedWithItsOwnLaterTime() {
        receive(10, 0);
        receive(12, 10 * MILLI);
        receive(11, 20 * MILLI);
        receive(11, 30 * MILLI);
        TransportFeedback feedback = poll(30 * MILLI);
        assertThat(sequences(feedback)).containsExactly(10, 11, 12);
        assertThat(feedback.delta(1)).isEqualTo(80);
        assertThat(feedback.delta(2)).isEqualTo(-40);
        assertThat(feedback.arrivalNanos(2)).isEqualTo(10 * MILLI);
    }

    @Test
    void aPacketThatComesAfterItWasReportedLostIsStillReported() {
        receive(10, 0);
        receive(12, MILLI);
        assertThat(sequences(poll(MILLI))).containsExactly(10, 12);
        receive(13, 2 * MILLI);
        receive(11, 3 * MILLI);
        TransportFeedback feedback = poll(MILLI + INTERVAL);
        assertThat(feedback.baseSequence()).isEqualTo(11);
        assertThat(sequences(feedback)).containsExactly(11, 12, 13);
    }

    @Test
    void aPacketLaterThanHalfASecondIsNoNews() {
        receive(10, 0);
        receive(12, MILLI);
        poll(MILLI);
        receive(11, 502 * MILLI);
        assertThat(builder.poll(600 * MILLI)).isEmpty();
        receive(13, 601 * MILLI);
        assertThat(poll(601 * MILLI).baseSequence()).isEqualTo(13);
    }

    @Test
    void aPacketNumberedBeforeTheFirstIsReported() {
        receive(0, 0);
        receive(65535, MILLI);
        TransportFeedback feedback = poll(MILLI);
        assertThat(feedback.baseSequence()).isEqualTo(65535);
        assertThat(feedback.delta(0)).isEqualTo(4);
        assertThat(feedback.delta(1)).isEqualTo(-4);
    }

    @Test
    void aPauseTooLongForADeltaBeginsAnotherFeedback() {
        receive(1, 0);
        poll(0);
        receive(2, MILLI);
        receive(3, 8_193 * MILLI);
        receive(4, 8_194 * MILLI);
        List<TransportFeedback> feedbacks = builder.poll(9_000 * MILLI);
        assertThat(feedbacks).hasSize(2);
        assertThat(sequences(throughBytes(feedbacks.get(0)))).containsExactly(2);
        assertThat(sequences(throughBytes(feedbacks.get(1)))).containsExactly(3, 4);
        assertThat(feedbacks.get(1).referenceTime()).isEqualTo(8_193 / 64);
        assertThat(feedbacks.get(1).feedbackCount()).isEqualTo(2);
    }

    @Test
    void aGapWithinTheWindowIsLossAndABeyondItARestart() {
        receive(0, 0);
        poll(0);
        receive(8_000, MILLI);
        TransportFeedback loss = poll(INTERVAL);
        assertThat(loss.baseSequence()).isEqualTo(1);
        assertThat(loss.statusCount()).isEqualTo(8_000);
        assertThat(sequences(loss)).containsExactly(8_000);
        receive(18_000, INTERVAL);
        TransportFeedback restart = poll(2 * INTERVAL);
        assertThat(restart.baseSequence()).isEqualTo(18_000);
        assertThat(restart.statusCount()).isEqualTo(1);
    }

    @Test
    void aSenderThatBeganAnewFarBehindIsFollowedAfterTwoPackets() {
        receive(30_000, 0);
        poll(0);
        receive(5, MILLI);
        assertThat(builder.poll(INTERVAL)).isEmpty();
        receive(6, INTERVAL);
        TransportFeedback feedback = poll(INTERVAL);
        assertThat(feedback.baseSequence()).isEqualTo(6);
        receive(7, INTERVAL + MILLI);
        assertThat(poll(2 * INTERVAL).baseSequence()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void overALossyReorderingLinkEveryArrivalIsReportedExactly(long seed) {
        Random random = new Random(seed);
        int total = 100_000;
        long[] arrivals = new long[total];
        boolean[] reported = new boolean[total];
        int base = 60_000;
        long now = 5_000_000_000_000L;
        List<Integer> held = new ArrayList<>();
        int expectedCount = 0;
        int lastBase = base;
        for (int i = 0; i < total; i++) {
            now += random.nextLong(random.nextInt(50) == 0 ? 30 * MILLI : 2 * MILLI);
            int fate = random.nextInt(100);
            if (fate < 5) {
                continue;
            }
            if (fate < 10) {
                held.add(i);
            } else {
                arrivals[i] = now;
                receive(base + i, now);
            }
            while (!held.isEmpty() && held.getFirst() < i - 20) {
                int late = held.removeFirst();
                arrivals[late] = now;
                receive(base + late, now);
            }
            for (TransportFeedback built : builder.poll(now)) {
                TransportFeedback feedback = throughBytes(built);
                assertThat(feedback.feedbackCount()).isEqualTo(expectedCount++ & 0xff);
                lastBase += (short) (feedback.baseSequence() - lastBase);
                long reference = feedback.referenceTime() * TransportFeedback.REFERENCE_UNIT_NANOS;
                for (int k = 0; k < feedback.receivedCount(); k++) {
                    int number = lastBase + feedback.position(k) - base;
                    assertThat(arrivals[number]).isPositive();
                    long wrapped = Math.floorMod(arrivals[number], TransportFeedback.REFERENCE_UNIT_NANOS << 24);
                    assertThat(reference + feedback.arrivalNanos(k) - wrapped).isBetween(-125_000L, 125_000L);
                    reported[number] = true;
                }
            }
        }
        builder.poll(now + INTERVAL)
                .forEach(feedback -> assertThat(feedback.receivedCount()).isPositive());
        int missed = 0;
        for (int i = 0; i < total - 1000; i++) {
            missed += arrivals[i] != 0 && !reported[i] ? 1 : 0;
        }
        assertThat(missed).isZero();
    }
}
