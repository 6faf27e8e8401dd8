package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.TransportFeedback;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server tells a publisher of the packets that arrive. */
class PublisherFeedbackTest {
    private final MemoryCall call = new MemoryCall(3);
    private final MemoryClient publisher = call.connected("publisher");
    private final Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);

    PublisherFeedbackTest() throws InterruptedException {
        MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    }

    @AfterEach
    void end() {
        call.close();
    }

    private List<Long> arrivals(Class<? extends RtcpPacket> kind) {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < publisher.rtcp.size(); i++) {
            if (kind.isInstance(publisher.rtcp.get(i))) {
                times.add(publisher.rtcpNanos.get(i));
            }
        }
        return times;
    }

    @Test
    void transportWideFeedbackTellsOfEveryPacketOnceAndAtMostEachTenthOfASecond() {
        camera.run(true);
        call.time.pass(5 * SECOND);
        camera.run(false);
        call.time.pass(SECOND);

        Set<Integer> told = new HashSet<>();
        for (TransportFeedback feedback : publisher.rtcp(TransportFeedback.class)) {
            for (int i = 0; i < feedback.receivedCount(); i++) {
                assertThat(told.add(feedback.sequence(i))).isTrue();
            }
        }
        assertThat(told).hasSize(camera.frames() * camera.packetsPerFrame);
        List<Long> times = arrivals(TransportFeedback.class);
        assertThat(times).hasSizeBetween(40, 52);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isGreaterThanOrEqualTo(100 * MILLI);
        }
    }

    @Test
    void aReceiverReportComesEachSecondAndTellsOfLoss() {
        camera.run(true);
        call.time.pass(SECOND);
        publisher.up.quality(0.2, 0, 0);
        call.time.pass(5 * SECOND);

        List<Long> times = arrivals(ReceiverReport.class);
        assertThat(times).hasSizeBetween(5, 7);
        ReportBlock last =
                publisher.rtcp(ReceiverReport.class).getLast().reports().getFirst();
        assertThat(last.ssrc()).isEqualTo(camera.ssrc);
        // A fifth, of 256, give or take the die.
        assertThat(last.fractionLost()).isBetween(15, 110);
        assertThat(last.cumulativeLost()).isPositive();
    }

    @Test
    void lostPacketsAreAskedForUnderTheSsrcOfTheMedia() {
        camera.frame();
        publisher.up.passes(datagram -> false);
        camera.frame();
        publisher.up.passes(datagram -> true);
        camera.frame();
        call.time.pass(200 * MILLI);

        GenericNack first = publisher.rtcp(GenericNack.class).getFirst();
        assertThat(first.mediaSsrc()).isEqualTo(camera.ssrc);
        assertThat(first.lost()).containsExactly(7_003, 7_004, 7_005);
        assertThat(camera.retransmissions).isEqualTo(3);
        call.time.pass(2 * SECOND);
        assertThat(publisher.rtcp(GenericNack.class)).hasSize(1);
    }

    @Test
    void aPublisherThatStopsIsNoticedAndSoIsItsReturn() {
        camera.run(true);
        call.time.pass(SECOND);
        assertThat(call.silences).isEmpty();

        camera.run(false);
        call.time.pass(3 * SECOND);
        assertThat(call.silences).containsExactly("camera true");

        camera.run(true);
        call.time.pass(SECOND);
        assertThat(call.silences).containsExactly("camera true", "camera false");
    }

    @Test
    void aPausedProducerIsNotCalledSilent() {
        camera.run(true);
        call.time.pass(SECOND);
        call.router.pauseProducer("camera", call.time.nanoTime());
        camera.run(false);

        call.time.pass(5 * SECOND);

        assertThat(call.silences).isEmpty();
    }
}
