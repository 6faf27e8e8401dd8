package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often consumers are asked for sender reports, and how soon they have them. */
class SubscriberReportsTest {
    private static final long TICK = 20 * MILLI;

    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient subscriber = call.connected("subscriber");
    private final Producer camera = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final SubscriberReports reports = new SubscriberReports();
    private final List<Stream> streams = new ArrayList<>();
    private int asked;
    private int awake;
    private long nowNanos;

    SubscriberReportsTest() throws InterruptedException {}

    @AfterEach
    void end() {
        call.close();
    }

    /** What a consumer of sound has to report: soon after it began, then every other second. */
    private static final class Stream {
        final Consumer consumer;
        final List<Long> reported = new ArrayList<>();
        private long nextNanos;

        Stream(Consumer consumer, long beginNanos) {
            this.consumer = consumer;
            this.nextNanos = beginNanos;
        }

        boolean report(long now) {
            if (now < nextNanos) {
                return false;
            }
            nextNanos = now + (reported.size() < 4 ? SECOND / 4 : 2 * SECOND);
            reported.add(now);
            return true;
        }
    }

    private Stream added(long beginNanos) {
        int number = streams.size();
        Consumer consumer = MediaTracks.consume(
                call,
                subscriber,
                "consumer-" + number,
                camera,
                MediaTracks.ROUTER,
                MediaTracks.CONSUMER_SSRC + 10L * number);
        Stream stream = new Stream(consumer, beginNanos);
        streams.add(stream);
        reports.add(consumer, nowNanos);
        return stream;
    }

    private boolean report(Consumer consumer, long now) {
        asked++;
        return streams.stream()
                .filter(stream -> stream.consumer == consumer)
                .findFirst()
                .orElseThrow()
                .report(now);
    }

    private void pass(long nanos) {
        for (long end = nowNanos + nanos; nowNanos < end; ) {
            nowNanos += TICK;
            awake += nowNanos - reports.nextNanos() >= 0 ? 1 : 0;
            reports.tick(nowNanos, this::report);
        }
    }

    @Test
    void aStreamThatFlowsIsAskedAFewTimesForEachReport() {
        Stream stream = added(SECOND);
        pass(10 * SECOND);
        assertThat(stream.reported.getFirst()).isBetween(SECOND, SECOND + 200 * MILLI);
        assertThat(stream.reported.get(4)).isLessThan(2_600 * MILLI);
        int before = stream.reported.size();
        asked = 0;

        pass(100 * SECOND);

        assertThat(stream.reported.size() - before).isBetween(47, 50);
        assertThat(asked).isLessThanOrEqualTo(200);
    }

    @Test
    void aStreamThatNeverBeginsIsAskedLessAndLessOften() {
        added(Long.MAX_VALUE);
        pass(4 * SECOND);
        assertThat(asked).isBetween(15, 40);
        asked = 0;

        pass(100 * SECOND);

        assertThat(asked).isBetween(190, 200);
    }

    @Test
    void theFirstReportComesAllTheSooner() {
        for (long begins : new long[] {0, 100, 300, 1_000, 3_000, 20_000}) {
            long added = nowNanos;
            long begin = added + begins * MILLI;
            Stream stream = added(begin);
            pass((begins + 1_000) * MILLI);

            long late = stream.reported.getFirst() - begin;
            assertThat(late).isBetween(0L, Math.clamp(begins / 8, 50, 500) * MILLI + 50 * MILLI + TICK);
        }
    }

    @Test
    void reportsOfManyFallDueTogether() {
        for (int i = 0; i < 50; i++) {
            added(nowNanos);
            pass(TICK);
        }
        pass(10 * SECOND);
        awake = 0;

        pass(10 * SECOND);

        assertThat(awake).isLessThanOrEqualTo(200);
        streams.forEach(stream -> assertThat(stream.reported).hasSizeGreaterThanOrEqualTo(9));
    }

    @Test
    void whoIsRemovedIsAskedNoMoreAndTheOthersAre() {
        Stream first = added(nowNanos);
        Stream second = added(nowNanos);
        Stream third = added(nowNanos);
        pass(10 * SECOND);

        reports.remove(first.consumer);
        reports.remove(second.consumer);
        int told = first.reported.size() + second.reported.size();
        int before = third.reported.size();
        pass(10 * SECOND);

        assertThat(first.reported.size() + second.reported.size()).isEqualTo(told);
        assertThat(third.reported.size() - before).isBetween(4, 5);
    }
}
