package dev.parley.protocol.bwe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedbackTimelineTest {
    private static final long MILLI = 1_000_000L;

    private final List<String> events = new ArrayList<>();
    private final SentPackets sent = new SentPackets();
    private final FeedbackTimeline timeline = new FeedbackTimeline(sent, new FeedbackTimeline.Listener() {
        @Override
        public void arrived(long sentNanos, long arrivalNanos, int bytes, int probe) {
            events.add("arrived " + sentNanos / MILLI + " " + (arrivalNanos - firstArrival) / MILLI);
        }

        @Override
        public void unreported(long arrivalNanos, int bytes) {
            events.add("unreported " + (arrivalNanos - firstArrival) / MILLI);
        }

        @Override
        public void lost(long sentNanos, int bytes, boolean again) {
            events.add("lost " + sentNanos / MILLI + (again ? " again" : ""));
        }
    });
    private long firstArrival;

    /** Packets of 10 ms each, numbered from {@code first}. */
    private void send(int first, int count) {
        for (int i = 0; i < count; i++) {
            sent.sent(first + i & 0xffff, 1_000, 0, i * 10L * MILLI);
        }
    }

    /** Speaks of packets at these distances from the base, each arriving 10 ms per distance after {@code at}. */
    private static TransportFeedback feedback(int base, long at, int... positions) {
        TransportFeedback.Builder builder =
                new TransportFeedback.Builder(base & 0xffff, at + positions[0] * 10L * MILLI);
        for (int position : positions) {
            assertThat(builder.add(position, at + position * 10L * MILLI)).isTrue();
        }
        return builder.build(1, 2, 0);
    }

    @Test
    void numbersAndTheReferenceTimeWrap() {
        // The reference time has 24 bits of 64 ms.
        long wrap = (1L << 24) * 64 * MILLI;
        send(65_530, 20);
        timeline.feedback(feedback(65_530, wrap - 64 * MILLI, 0));
        firstArrival = -64 * MILLI;
        events.clear();
        timeline.feedback(feedback(65_531, wrap - 54 * MILLI, 0, 1, 2, 3, 4, 5, 6, 7));
        assertThat(events).first().isEqualTo("arrived 10 " + 74 + "");
        assertThat(events).hasSize(8);
    }

    @Test
    void aLossIsOneOnlyWhenReorderingCannotExplainIt() {
        send(100, 40);
        timeline.feedback(feedback(100, 0, 0, 3, 4));
        assertThat(events).containsExactly("arrived 0 0", "arrived 30 30", "arrived 40 40");
        events.clear();
        // The second of the two missing ones came late, the first never.
        timeline.feedback(feedback(102, 200 * MILLI, 0, 1, 2, 3, 20));
        assertThat(events).contains("arrived 20 200", "lost 10").doesNotContain("lost 20", "arrived 30 210");
    }

    @Test
    void lossesInARowAreTold() {
        send(0, 40);
        timeline.feedback(feedback(0, 0, 0, 4, 30));
        assertThat(events).contains("lost 10", "lost 20 again", "lost 30 again", "lost 50");
    }

    @Test
    void aLostFeedbackIsNoLossOfItsPackets() {
        send(0, 60);
        timeline.feedback(feedback(0, 50 * MILLI, 0, 1, 2));
        events.clear();
        timeline.feedback(feedback(6, 110 * MILLI, 0, 1, 40));
        assertThat(events).startsWith("unreported 80", "unreported 90", "unreported 100", "arrived 60 110");
        assertThat(events).doesNotContain("lost 30", "lost 40", "lost 50");
    }

    @Test
    void whatWasNeverSentOrIsKnownAlreadySaysNothing() {
        assertThat(timeline.feedback(feedback(0, 0, 0, 1))).isZero();
        send(0, 4);
        assertThat(timeline.feedback(feedback(0, 0, 0, 1))).isEqualTo(2);
        assertThat(timeline.feedback(feedback(0, 0, 0, 1))).isZero();
        assertThat(timeline.feedback(feedback(30_000, 0, 0, 1))).isZero();
        assertThat(timeline.feedback(feedback(4, 0, 0, 1))).isZero();
        assertThat(sent.bytesInFlight()).isEqualTo(2_000);
    }
}
