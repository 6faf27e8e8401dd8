package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpFeedback;
import dev.parley.protocol.media.RtpCodecParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.ReceiverEstimatedMaxBitrate;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.TransportFeedback;
import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A publisher is told only what it negotiated. */
class NegotiatedFeedbackTest {
    private static final RtcpFeedback REMB = new RtcpFeedback("goog-remb");
    private static final RtcpFeedback TRANSPORT_CC = new RtcpFeedback("transport-cc");
    private static final RtcpFeedback FIR = new RtcpFeedback("ccm", "fir");
    private static final RtcpFeedback PLI = new RtcpFeedback("nack", "pli");
    private static final RtcpFeedback NACK = new RtcpFeedback("nack");

    private final MemoryCall call = new MemoryCall(7);
    private final MemoryClient publisher = call.connected("publisher");
    private final Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);

    NegotiatedFeedbackTest() throws InterruptedException {}

    @AfterEach
    void end() {
        call.close();
    }

    /** A camera that negotiated this and nothing else. */
    private Producer produce(RtcpFeedback... feedback) {
        List<RtcpFeedback> negotiated = List.of(feedback);
        boolean transportWide = negotiated.contains(TRANSPORT_CC);
        camera.numbersTransport = transportWide;
        RtpParameters all = MediaTracks.CAMERA;
        RtpParameters parameters = new RtpParameters(
                all.mid(),
                all.codecs().stream()
                        .map(codec -> codec.isRtx() ? codec : with(codec, negotiated))
                        .toList(),
                all.headerExtensions().stream()
                        .filter(each -> transportWide || !each.uri().equals(RtpHeaderExtension.TRANSPORT_WIDE_CC.uri()))
                        .toList(),
                all.encodings(),
                all.rtcp(),
                "");
        return MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, parameters);
    }

    private static RtpCodecParameters with(RtpCodecParameters codec, List<RtcpFeedback> feedback) {
        return new RtpCodecParameters(
                codec.mimeType(),
                codec.payloadType(),
                codec.clockRate(),
                codec.channels(),
                codec.parameters(),
                feedback);
    }

    private void run(long nanos) {
        camera.packetsPerFrame = 10;
        camera.run(true);
        call.time.pass(nanos);
    }

    private void gets(Class<? extends RtcpPacket> kind) {
        assertThat(publisher.rtcp(kind)).isNotEmpty();
    }

    private void getsNo(Class<? extends RtcpPacket> kind) {
        assertThat(publisher.rtcp(kind)).isEmpty();
    }

    @Test
    void aPublisherWithRembOnlyGetsAnEstimateEachSecondAndNoTransportWideFeedback() {
        produce(REMB, NACK, PLI);

        run(10 * SECOND);

        getsNo(TransportFeedback.class);
        List<ReceiverEstimatedMaxBitrate> estimates = publisher.rtcp(ReceiverEstimatedMaxBitrate.class);
        assertThat(estimates).hasSizeBetween(9, 12);
        assertThat(estimates)
                .allSatisfy(estimate -> assertThat(estimate.ssrcs()).containsExactly(camera.ssrc));
        // A line that shows no queue never holds the publisher below what it sends.
        long sentBitsPerSecond = camera.frames() * 10L * 130 * 8 / 10;
        assertThat(estimates)
                .allSatisfy(estimate -> assertThat(estimate.bitsPerSecond()).isGreaterThan(sentBitsPerSecond));
    }

    @Test
    void theEstimateFallsWithTheLine() {
        produce(REMB, NACK, PLI);
        run(5 * SECOND);
        long before =
                publisher.rtcp(ReceiverEstimatedMaxBitrate.class).getLast().bitsPerSecond();

        // A queue that grows by a tenth of what is sent.
        for (int i = 1; i <= 60; i++) {
            publisher.up.quality(0, i * 10L * MILLI, 0);
            call.time.pass(100 * MILLI);
        }

        assertThat(publisher.rtcp(ReceiverEstimatedMaxBitrate.class).getLast().bitsPerSecond())
                .isLessThan(before);
    }

    @Test
    void aPublisherWithBothGetsTransportWideFeedbackAndNoEstimate() {
        produce(REMB, TRANSPORT_CC, NACK, PLI);

        run(5 * SECOND);

        gets(TransportFeedback.class);
        getsNo(ReceiverEstimatedMaxBitrate.class);
    }

    @Test
    void aPublisherWithNeitherGetsNeither() {
        produce(NACK, PLI);

        run(5 * SECOND);

        getsNo(TransportFeedback.class);
        getsNo(ReceiverEstimatedMaxBitrate.class);
    }

    @Test
    void aCameraWithRembOnlyGetsItAlsoBesideAMicrophoneWithTransportWideFeedback() {
        produce(REMB, NACK, PLI);
        MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);

        run(5 * SECOND);

        gets(ReceiverEstimatedMaxBitrate.class);
    }

    @Test
    void aPublisherThatKnowsFullIntraRequestsOnlyGetsThoseAndNoPictureLossIndication() {
        Producer producer = produce(FIR, NACK);
        run(SECOND);
        watch(producer);

        call.time.pass(SECOND);

        getsNo(PictureLossIndication.class);
        List<FullIntraRequest> requests = publisher.rtcp(FullIntraRequest.class);
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst().entries()).hasSize(1);
        assertThat(requests.getFirst().entries().getFirst().ssrc()).isEqualTo(camera.ssrc);
    }

    @Test
    void eachFullIntraRequestThatIsNewHasANewNumber() {
        Producer producer = produce(FIR, NACK);
        run(SECOND);
        Consumer consumer = watch(producer);
        call.time.pass(SECOND);
        consumer.keyFrameRequested(call.time.nanoTime());
        call.time.pass(SECOND);

        // A publisher takes a number it knows for a repetition (RFC 5104, section 4.3.1.1).
        assertThat(publisher.rtcp(FullIntraRequest.class))
                .hasSize(2)
                .extracting(request -> request.entries().getFirst().sequenceNumber())
                .doesNotHaveDuplicates();
        assertThat(camera.keyFrameRequestNanos).hasSize(2);
    }

    @Test
    void aPublisherThatKnowsBothGetsPictureLossIndicationsOnly() {
        Producer producer = produce(FIR, NACK, PLI);
        run(SECOND);
        watch(producer);

        call.time.pass(SECOND);

        gets(PictureLossIndication.class);
        getsNo(FullIntraRequest.class);
    }

    @Test
    void aPublisherThatKnowsNoNackIsNotAskedForLostPackets() {
        produce(PLI);
        run(SECOND);
        publisher.up.quality(0.2, 0, 0);

        call.time.pass(2 * SECOND);

        getsNo(GenericNack.class);
    }

    private Consumer watch(Producer producer) throws AssertionError {
        MemoryClient subscriber = call.client("subscriber");
        subscriber.connect();
        try {
            call.awaitConnected(subscriber);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Consumer consumer = MediaTracks.consume(
                call, subscriber, "screen", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
        consumer.resume(call.time.nanoTime());
        return consumer;
    }
}
