package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.payload.RedReader;
import dev.parley.protocol.payload.RedWriter;
import dev.parley.protocol.rtcp.GenericNack;
import dev.parley.protocol.rtcp.ReceiverReport;
import dev.parley.protocol.rtcp.ReportBlock;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.ConsumerFigures;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.RawPeer;
import dev.parley.sfu.signaling.Tracks;
import dev.parley.sfu.stream.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sound that repeats what was said before, where much is lost: from the publisher, and to each subscriber by itself. */
class RedundantSoundTest {
    private static final int OPUS = 111;
    private static final int RED = 63;
    private static final int ROUTER_OPUS = 100;
    private static final int TICKS = 960;
    private static final int LENGTH = 60;
    private static final int FIRST = 65_500;

    private final MemoryCall call = new MemoryCall(1);
    private final MemoryCall far = workerOfSubscribers(call);
    private final MemoryClient publisher = call.connected("publisher");
    private final MemoryClient able = far.connected("able");
    private final MemoryClient unable = far.connected("unable");
    private final MemoryClient unrepaired = far.connected("unrepaired");
    private final RedWriter writer = new RedWriter();
    private Consumer toAble;
    private Consumer toUnable;
    private Consumer toUnrepaired;
    private int next = FIRST;

    RedundantSoundTest() throws InterruptedException {}

    @BeforeEach
    void consume() {
        Producer producer = MediaTracks.produce(
                call, publisher, "microphone", MediaKind.AUDIO, withRed(MediaTracks.MICROPHONE_SSRC));
        toAble = MediaTracks.consume(far, able, "able", producer, MediaTracks.ROUTER, true, 600_000_000L);
        toUnable = MediaTracks.consume(far, unable, "unable", producer, withoutRed(), 600_000_001L);
        toUnrepaired =
                MediaTracks.consume(far, unrepaired, "unrepaired", producer, MediaTracks.ROUTER, false, 600_000_002L);
        toAble.resume(call.time.nanoTime());
        toUnrepaired.resume(call.time.nanoTime());
        toUnable.resume(call.time.nanoTime());
    }

    @AfterEach
    void end() {
        call.close();
        far.close();
    }

    MemoryCall workerOfSubscribers(MemoryCall home) {
        return home;
    }

    private static RtpParameters withRed(long ssrc) {
        JsonNode microphone = Tracks.opus("1", ssrc);
        ((ArrayNode) microphone.get("codecs")).add(RawPeer.parse("""
                {"mimeType": "audio/red", "payloadType": 63, "clockRate": 48000, "channels": 2,
                 "parameters": {"": "111/111"}, "rtcpFeedback": []}
                """));
        return MediaTracks.parameters("audio", microphone);
    }

    private static RtpCapabilities withoutRed() {
        return new RtpCapabilities(
                MediaTracks.ROUTER.codecs().stream()
                        .filter(codec -> !codec.isRed())
                        .toList(),
                MediaTracks.ROUTER.headerExtensions());
    }

    /** The payload of a packet says its number. */
    private static byte[] said(int number) {
        byte[] payload = new byte[LENGTH];
        Bytes.put32(payload, 0, number);
        return payload;
    }

    private static byte[] packet(int number, int payloadType, byte[] payload, int length) {
        byte[] buffer = new byte[1_000];
        RtpHeaderWriter header = new RtpHeaderWriter();
        int sequence = number & 0xffff;
        header.start(buffer, 0, payloadType, false, sequence, number * TICKS, (int) MediaTracks.MICROPHONE_SSRC);
        header.extension8(1, 30);
        int at = header.finish();
        System.arraycopy(payload, 0, buffer, at, length);
        return Arrays.copyOf(buffer, at + length);
    }

    private void say(int number) {
        publisher.sendRtp(packet(number, OPUS, said(number), LENGTH));
        call.time.pass(20 * MILLI);
    }

    private void sayRepeating(int number, int before) {
        writer.clear();
        for (int back = 1; back <= before; back++) {
            assertThat(writer.before(said(number - back), 0, LENGTH, back * TICKS))
                    .isTrue();
        }
        byte[] payload = new byte[1_000];
        int length = writer.write(payload, 0, OPUS, said(number), 0, LENGTH);
        publisher.sendRtp(packet(number, RED, payload, length));
        call.time.pass(20 * MILLI);
    }

    private void say(int seconds, MemoryClient reporting, Consumer of, int fractionLost) {
        for (int i = 0; i < seconds; i++) {
            for (int packet = 0; packet < 50; packet++) {
                say(next++);
            }
            reporting.sendRtcp(new ReceiverReport(1, List.of(new ReportBlock(of.ssrc(), fractionLost, 0, 0, 0, 0, 0))));
        }
    }

    private static List<Integer> numbers(List<RtpPacket> packets) {
        return packets.stream()
                .map(packet -> Bytes.i32(packet.buffer(), packet.payloadOffset()))
                .toList();
    }

    private static List<Integer> sequences(List<RtpPacket> packets) {
        int first = packets.getFirst().sequenceNumber();
        return packets.stream()
                .map(packet -> packet.sequenceNumber() - first & 0xffff)
                .toList();
    }

    @Test
    void whatThePublisherRepeatsTakesThePlaceOfWhatWasLost() {
        say(FIRST);
        say(FIRST + 1);
        sayRepeating(FIRST + 4, 2); // two are lost
        sayRepeating(FIRST + 5, 1); // none is
        say(FIRST + 6);

        for (MemoryClient subscriber : List.of(able, unable)) {
            assertThat(numbers(subscriber.rtp))
                    .isEqualTo(IntStream.range(FIRST, FIRST + 7).boxed().toList());
            assertThat(sequences(subscriber.rtp)).containsExactly(0, 1, 2, 3, 4, 5, 6);
            assertThat(subscriber.rtp)
                    .allSatisfy(packet -> assertThat(packet.payloadType()).isEqualTo(ROUTER_OPUS));
            int zero = subscriber.rtp.getFirst().timestamp();
            assertThat(subscriber.rtp.stream().map(packet -> (packet.timestamp() - zero) / TICKS))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6);
        }
        assertThat(publisher.rtcp).as("asked for again").noneMatch(GenericNack.class::isInstance);
    }

    @Test
    void malformedRedundancyIsCountedAndGoesNowhere() {
        say(FIRST);
        publisher.sendRtp(packet(FIRST + 1, RED, new byte[] {(byte) 0xef, 0, 0}, 3));
        call.time.pass(20 * MILLI);

        assertThat(able.rtp).hasSize(1);

        assertThat(call.drops.of(DropReason.MALFORMED_RED)).isEqualTo(1);
    }

    @Test
    void onlyASubscriberWhoseLineLosesMuchIsSentThingsTwice() {
        say(5, able, toAble, 26); // 10 %
        say(5, unable, toUnable, 26);
        able.rtp.clear();
        unable.rtp.clear();
        int from = next;
        say(1, able, toAble, 26);

        assertThat(unable.rtp)
                .hasSize(50)
                .allSatisfy(packet -> assertThat(packet.payloadType()).isEqualTo(ROUTER_OPUS));
        assertThat(numbers(unable.rtp)).startsWith(from);
        RedReader reader = new RedReader();
        RtpPacket shown = new RtpPacket();
        List<Integer> own = new ArrayList<>();
        for (RtpPacket packet : able.rtp) {
            assertThat(reader.read(packet)).isTrue();
            assertThat(reader.blocks()).isEqualTo(2);
            assertThat(reader.show(0, ROUTER_OPUS, shown)).isTrue();
            int before = Bytes.i32(shown.buffer(), shown.payloadOffset());
            assertThat(packet.timestamp() - shown.timestamp()).isEqualTo(TICKS);
            assertThat(reader.show(1, ROUTER_OPUS, shown)).isTrue();
            own.add(Bytes.i32(shown.buffer(), shown.payloadOffset()));
            assertThat(before).isEqualTo(own.getLast() - 1);
        }
        assertThat(own).isEqualTo(IntStream.range(from, from + 50).boxed().toList());
    }

    @Test
    void aLineThatIsGoodAgainIsSentThingsOnce() {
        say(5, able, toAble, 80); // 31 %
        assertThat(able.rtp.getLast().payloadLength()).isGreaterThan(3 * LENGTH);
        say(30, able, toAble, 0);
        assertThat(able.rtp.getLast().payloadLength()).isEqualTo(LENGTH);
    }

    @Test
    void afterASilenceNothingOfBeforeIsRepeated() {
        say(5, able, toAble, 26);
        call.time.pass(SECOND);
        next += 50; // in time, but not in number
        int silence = next;
        publisher.sendRtp(packet(silence, OPUS, said(silence), LENGTH));
        call.time.pass(20 * MILLI);

        assertThat(able.rtp.getLast().payloadLength()).isEqualTo(LENGTH);
    }

    @Test
    void whatIsTooLargeToGoWithOthersGoesAlone() {
        say(5, able, toAble, 80); // 31 %: each goes with two others
        able.rtp.clear();
        byte[] large = new byte[10 * LENGTH];
        for (int i = 0; i < 10; i++) {
            publisher.sendRtp(packet(next++, OPUS, large, large.length));
            call.time.pass(20 * MILLI);
        }

        assertThat(able.rtp).hasSize(10);
        assertThat(able.rtp.subList(2, 10)).allSatisfy(packet -> {
            assertThat(packet.payloadType()).isEqualTo(ROUTER_OPUS);
            assertThat(packet.payloadLength()).isEqualTo(large.length);
        });
    }

    @Test
    void askingWhereNothingCanBeSentAgainTakesNothing() {
        say(5, unrepaired, toUnrepaired, 80);
        int last = unrepaired.rtp.getLast().sequenceNumber();
        for (int i = 0; i < 5_000; i++) {
            unrepaired.sendRtcp(new GenericNack(1, toUnrepaired.ssrc(), List.of(last)));
        }
        call.time.pass(20 * MILLI);

        assertThat(call.drops.of(DropReason.RETRANSMISSION_LIMIT)).isZero();
    }

    /** Asks again and again for so long that each could be answered. */
    private void askFor(List<Integer> sequences, int times) {
        for (int i = 0; i < times; i++) {
            able.sendRtcp(new GenericNack(1, toAble.ssrc(), sequences));
            call.time.pass(200 * MILLI);
        }
    }

    @Test
    void askingForWhatALaterPacketCarriesIsNotAnsweredAndTakesNothing() {
        say(5, able, toAble, 80);
        able.discards = true;
        say(next++);
        able.discards = false;
        say(next++);
        int lost = able.rtp.getLast().sequenceNumber() - 1 & 0xffff;
        able.rtp.clear();
        long sent = call.drops.of(DropReason.RETRANSMISSION_LIMIT);

        askFor(List.of(lost), 200);

        assertThat(able.rtp).isEmpty();
        assertThat(call.drops.of(DropReason.RETRANSMISSION_LIMIT))
                .isEqualTo(sent)
                .isZero();
        assertThat(ConsumerFigures.of(toAble).packetsRetransmitted()).isZero();
    }

    @Test
    void ofTwoLostInARowTheOneThatNoPacketCarriesIsSentAgainAsItWas() {
        say(5, able, toAble, 26); // 10 %: each goes with the one before
        RedReader reader = new RedReader();
        RtpPacket shown = new RtpPacket();
        able.discards = true;
        int first = next;
        say(next++);
        say(next++);
        able.discards = false;
        say(next++);
        RtpPacket after = able.rtp.getLast();
        assertThat(reader.read(after)).isTrue();
        assertThat(reader.show(0, ROUTER_OPUS, shown)).isTrue();
        assertThat(Bytes.i32(shown.buffer(), shown.payloadOffset())).isEqualTo(first + 1);
        int lost = after.sequenceNumber() - 2 & 0xffff;
        able.rtp.clear();

        askFor(List.of(lost, lost + 1 & 0xffff), 1);

        assertThat(able.rtp)
                .as(call.drops.snapshot() + " " + ConsumerFigures.of(toAble))
                .hasSize(1);
        assertThat(able.rtp.getFirst().sequenceNumber()).isEqualTo(lost);
        assertThat(reader.read(able.rtp.getFirst())).isTrue();
        assertThat(reader.blocks()).isEqualTo(2);
        for (int block = 0; block < 2; block++) {
            assertThat(reader.show(block, ROUTER_OPUS, shown)).isTrue();
            assertThat(Bytes.i32(shown.buffer(), shown.payloadOffset())).isEqualTo(first - 1 + block);
        }
    }

    @Test
    void ofThreeLostInARowTheFirstIsSentAgainWhereEachGoesWithTwo() {
        say(5, able, toAble, 80);
        able.discards = true;
        say(next++);
        say(next++);
        say(next++);
        able.discards = false;
        say(next++);
        int lost = able.rtp.getLast().sequenceNumber() - 3 & 0xffff;
        able.rtp.clear();

        askFor(List.of(lost, lost + 1 & 0xffff, lost + 2 & 0xffff), 1);

        assertThat(able.rtp.stream().map(RtpPacket::sequenceNumber)).containsExactly(lost);
    }
}
