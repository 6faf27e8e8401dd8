package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtcp.SenderReport;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.protocol.wire.NtpTime;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What of a packet is the publisher's, and what the consumer's own. */
class PacketRewritingTest {
    /** The router's ids; the publisher's are 4, 2, 3 and 1. */
    private static final int MID = 1;

    private static final int ABS_SEND_TIME = 4;
    private static final int TRANSPORT_CC = 5;
    private static final int AUDIO_LEVEL = 6;

    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient subscriber = call.connected("subscriber");

    PacketRewritingTest() throws InterruptedException {}

    @AfterEach
    void end() {
        call.close();
    }

    private Camera camera() {
        Producer producer = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        Consumer consumer = MediaTracks.consume(
                call, subscriber, "screen", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
        consumer.resume(call.time.nanoTime());
        return new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
    }

    private static String text(RtpPacket packet, int extension) {
        return new String(
                packet.buffer(),
                packet.extensionOffset(extension),
                packet.extensionLength(extension),
                StandardCharsets.US_ASCII);
    }

    @Test
    void videoComesUnderTheConsumersSsrcPayloadTypeAndExtensionIds() {
        Camera camera = camera();
        camera.packetsPerFrame = 2;
        camera.frame();
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp).hasSize(2);
        RtpPacket first = subscriber.rtp.getFirst();
        assertThat(first.ssrc()).isEqualTo((int) MediaTracks.CONSUMER_SSRC);
        assertThat(first.payloadType()).isEqualTo(101);
        assertThat(first.marker()).isFalse();
        assertThat(text(first, MID)).isEqualTo("7");
        assertThat(first.extensionLength(ABS_SEND_TIME)).isEqualTo(3);
        assertThat(first.extensionLength(TRANSPORT_CC)).isEqualTo(2);
        assertThat(first.extensionCount()).isEqualTo(3);
        RtpPacket second = subscriber.rtp.get(1);
        assertThat(second.marker()).isTrue();
        assertThat(Bytes.u16(second.buffer(), second.extensionOffset(TRANSPORT_CC))
                        - Bytes.u16(first.buffer(), first.extensionOffset(TRANSPORT_CC)))
                .isEqualTo(1);
    }

    @Test
    void theSendTimeIsTheServersNotThePublishers() {
        Camera camera = camera();
        camera.frame();
        call.time.pass(500 * MILLI);
        camera.frame();
        call.time.pass(500 * MILLI);

        RtpPacket first = subscriber.rtp.getFirst();
        RtpPacket last = subscriber.rtp.getLast();
        int elapsed = Bytes.u24(last.buffer(), last.extensionOffset(ABS_SEND_TIME))
                - Bytes.u24(first.buffer(), first.extensionOffset(ABS_SEND_TIME));
        assertThat(elapsed).isEqualTo(1 << 17);
    }

    @Test
    void theTransportWideNumberCountsAllConsumersOfATransport() {
        Producer producer = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        for (int i = 0; i < 3; i++) {
            MediaTracks.consume(
                            call,
                            subscriber,
                            "screen-" + i,
                            producer,
                            MediaTracks.ROUTER,
                            MediaTracks.CONSUMER_SSRC + 10L * i)
                    .resume(call.time.nanoTime());
        }
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        camera.frame();
        call.time.pass(100 * MILLI);

        List<Integer> numbers = subscriber.rtp.stream()
                .map(packet -> Bytes.u16(packet.buffer(), packet.extensionOffset(TRANSPORT_CC)))
                .toList();
        assertThat(numbers).hasSize(9).doesNotHaveDuplicates().isSorted();
        assertThat(numbers.getLast() - numbers.getFirst()).isEqualTo(8);
    }

    @Test
    void theMidIsLeftOutOnceTheSubscriberReports() {
        Camera camera = camera();
        camera.frame();
        call.time.pass(100 * MILLI);
        assertThat(subscriber.rtp.getLast().extensionOffset(MID)).isNotNegative();

        subscriber.sendRtcp(
                new ReceiverReport(1, List.of(new ReportBlock((int) MediaTracks.CONSUMER_SSRC, 0, 0, 0, 0, 0, 0))));
        call.time.pass(100 * MILLI);
        camera.frame();
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp.getLast().extensionOffset(MID)).isNegative();
        assertThat(subscriber.rtp.getLast().extensionOffset(ABS_SEND_TIME)).isNotNegative();
    }

    @Test
    void paddingGoesNoFurther() {
        Camera camera = camera();
        camera.frame();
        call.time.pass(100 * MILLI);
        int plain = subscriber.rtp.getLast().length();

        camera.padding = 80;
        camera.frame();
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp.getLast().length()).isEqualTo(plain);
        assertThat(subscriber.rtp.getLast().paddingLength()).isZero();
    }

    @Test
    void audioCarriesItsLevelUnderTheNegotiatedIdAndNoTransportNumber() {
        Producer producer = MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);
        MediaTracks.consume(call, subscriber, "speaker", producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC)
                .resume(call.time.nanoTime());
        byte[] buffer = new byte[200];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(buffer, 0, 111, true, 500, 960, (int) MediaTracks.MICROPHONE_SSRC);
        header.extension8(1, 0x80 | 37);
        int length = header.finish();
        Arrays.fill(buffer, length, length + 60, (byte) 0x5a);

        publisher.sendRtp(Arrays.copyOf(buffer, length + 60));
        call.time.pass(100 * MILLI);

        RtpPacket heard = subscriber.rtp.getFirst();
        assertThat(heard.payloadType()).isEqualTo(100);
        assertThat(heard.marker()).isTrue();
        assertThat(heard.extensionLength(AUDIO_LEVEL)).isEqualTo(1);
        assertThat(heard.buffer()[heard.extensionOffset(AUDIO_LEVEL)]).isEqualTo((byte) (0x80 | 37));
        assertThat(heard.extensionOffset(TRANSPORT_CC)).isNegative();
        assertThat(heard.payloadLength()).isEqualTo(60);
        assertThat(heard.buffer()[heard.payloadOffset() + 59]).isEqualTo((byte) 0x5a);
    }

    @Test
    void senderReportsCarryThePublishersClockOn() {
        Camera camera = camera();
        long publishersNanos = 1_700_000_000L * SECOND;
        camera.frame();
        call.time.pass(100 * MILLI);
        RtpPacket forwarded = subscriber.rtp.getFirst();
        int shift = forwarded.timestamp() - 123_456;
        long reportedAt = call.time.nanoTime();
        publisher.sendRtcp(
                new SenderReport(camera.ssrc, NtpTime.fromUnixNanos(publishersNanos), 123_456, 3, 300, List.of()));

        call.time.pass(3 * SECOND);

        List<SenderReport> reports = subscriber.rtcp(SenderReport.class);
        assertThat(reports).hasSizeGreaterThan(2);
        SenderReport last = reports.getLast();
        assertThat(last.ssrc()).isEqualTo((int) MediaTracks.CONSUMER_SSRC);
        assertThat(last.packetCount()).isEqualTo(3);
        assertThat(last.octetCount()).isEqualTo(300);
        long sentAt = subscriber.rtcpNanos.get(subscriber.rtcp.lastIndexOf(last));
        long elapsed = sentAt - reportedAt;
        assertThat(NtpTime.toUnixNanos(last.ntpTime()) - publishersNanos).isBetween(elapsed - MILLI, elapsed + MILLI);
        assertThat((long) (last.rtpTimestamp() - shift - 123_456))
                .isBetween((elapsed - MILLI) * 90_000 / SECOND, (elapsed + MILLI) * 90_000 / SECOND);
    }

    @Test
    void withoutAReportOfThePublisherThereIsNone() {
        Camera camera = camera();
        camera.run(true);
        call.time.pass(3 * SECOND);

        assertThat(subscriber.rtcp(SenderReport.class)).isEmpty();
    }
}
