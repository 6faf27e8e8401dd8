package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.Bye;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.transport.WebRtcTransport.FailureReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What ends a transport, what does not, and under which name the rest is counted. */
class WebRtcTransportTest {
    private MemoryCall call = new MemoryCall(1);

    @AfterEach
    void end() {
        call.close();
    }

    private Consumer watch(Producer producer, MemoryClient client, String id) {
        Consumer consumer =
                MediaTracks.consume(call, client, id, producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC);
        consumer.resume(call.time.nanoTime());
        return consumer;
    }

    @ParameterizedTest
    @EnumSource
    void mediaFlowsUnderEveryProfile(SrtpProfile profile) throws InterruptedException {
        call.close();
        call = new MemoryCall(1, List.of(profile));
        MemoryClient publisher = call.connected("publisher");
        MemoryClient subscriber = call.connected("subscriber");
        watch(MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA), subscriber, "c");
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);

        camera.frame();
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp).hasSize(3);
    }

    @Test
    void aTransportThatNobodyConnectsStaysOpen() throws InterruptedException {
        MemoryClient early = call.client("early");
        call.time.pass(600 * SECOND);
        assertThat(call.failures).isEmpty();

        early.connect();
        call.awaitConnected(early);
        call.time.pass(60 * SECOND);

        assertThat(call.failures).isEmpty();
    }

    @Test
    void aTransportWhoseClientNeverComesAfterItsConnectIsClosed() {
        MemoryClient client = call.client("half-open");
        client.up.passes(datagram -> false);
        client.connect();
        call.time.pass(29 * SECOND);
        assertThat(call.failures).isEmpty();

        call.time.pass(2 * SECOND);

        assertThat(call.failures).isEqualTo(Map.of("half-open", FailureReason.TIMEOUT));
        assertThat(call.router.transport("half-open")).isNull();
    }

    @Test
    void aTransportThatFellSilentForHalfAMinuteIsClosedAndSaidSo() throws InterruptedException {
        MemoryClient client = call.connected("silent");
        call.time.pass(100 * SECOND);
        assertThat(call.failures).isEmpty();

        client.up.passes(datagram -> false);
        call.time.pass(24 * SECOND);
        assertThat(call.failures).isEmpty();
        call.time.pass(8 * SECOND);

        assertThat(call.failures).isEqualTo(Map.of("silent", FailureReason.TIMEOUT));
        assertThat(call.router.transport("silent")).isNull();
    }

    @Test
    void aTransportThatIsClosedSaysGoodbyeOverDtls() throws InterruptedException {
        MemoryClient client = call.connected("client");

        call.router.closeTransport("client");

        call.awaitClosedByPeer(client);
        assertThat(client.failed).isNull();
        assertThat(call.failures).isEmpty();
    }

    @Test
    void aClientThatSaysGoodbyeEndsItsTransport() throws InterruptedException {
        MemoryClient client = call.connected("client");

        client.hangUp();

        call.awaitFailure("client");
        assertThat(call.failures).isEqualTo(Map.of("client", FailureReason.DTLS_CLOSED));
    }

    @Test
    void aClientWithAnotherCertificateThanTheSignaledOneIsRefused() throws InterruptedException {
        MemoryClient client = call.client("impostor");

        client.connectSignaling(MemoryCall.SERVER_CERTIFICATE);

        call.awaitFailure("impostor");
        assertThat(call.failures).isEqualTo(Map.of("impostor", FailureReason.DTLS_FAILED));
    }

    @Test
    void mediaFromAnAddressWithoutACheckIsDropped() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MemoryClient subscriber = call.connected("subscriber");
        watch(MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA), subscriber, "c");
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        byte[] datagram = publisher.protect(camera.packet(true, 0, true));

        publisher.arriveFrom(datagram.clone(), new MemoryTuple(6_666));
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp).isEmpty();
        assertThat(call.drops.snapshot()).isEqualTo(Map.of("UNAUTHENTICATED_TUPLE", 1L));
        publisher.arriveFrom(datagram, publisher.tuple);
        call.time.pass(100 * MILLI);
        assertThat(subscriber.rtp).hasSize(1);
    }

    @Test
    void anUnknownSsrcIsCounted() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA);
        byte[] stray = new byte[40];
        stray[0] = (byte) 0x80;
        stray[1] = 96;
        Bytes.put32(stray, 8, 0xdead);

        publisher.sendRtp(stray);
        call.time.pass(100 * MILLI);

        assertThat(call.drops.of(DropReason.UNKNOWN_STREAM)).isEqualTo(1);
    }

    @Test
    void anUnknownSsrcWithTheMidOfAProducerIsThatProducers() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MemoryClient subscriber = call.connected("subscriber");
        var unannounced = new dev.parley.protocol.media.RtpParameters(
                "0",
                MediaTracks.CAMERA.codecs(),
                MediaTracks.CAMERA.headerExtensions(),
                List.of(dev.parley.protocol.media.RtpEncodingParameters.UNKNOWN),
                MediaTracks.CAMERA.rtcp(),
                "");
        watch(MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, unannounced), subscriber, "c");
        Camera camera = new Camera(call, publisher, 77);

        camera.frame();
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtp).hasSize(3);
    }

    @Test
    void aPayloadTypeThatWasNotAnnouncedIsCounted() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA);
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        camera.frame();
        byte[] packet = camera.packet(false, 0, true);
        packet[1] = 45;

        publisher.sendRtp(packet);
        call.time.pass(100 * MILLI);

        assertThat(call.drops.of(DropReason.UNKNOWN_PAYLOAD_TYPE)).isEqualTo(1);
    }

    @Test
    void malformedRtpIsCountedAndEndsNothing() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA);
        byte[] lying = new byte[20];
        lying[0] = (byte) 0xa0;
        lying[1] = 96;
        Bytes.put32(lying, 8, (int) MediaTracks.CAMERA_SSRC);
        // More padding than there is payload.
        lying[19] = (byte) 200;

        publisher.sendRtp(lying);
        call.time.pass(100 * MILLI);

        assertThat(call.drops.of(DropReason.MALFORMED_RTP)).isEqualTo(1);
        assertThat(call.failures).isEmpty();
    }

    @Test
    void malformedRtcpIsCountedAndEndsNothing() throws InterruptedException {
        MemoryClient client = call.connected("client");
        byte[] buffer = new byte[200];
        buffer[0] = (byte) 0x81;
        buffer[1] = (byte) 201;
        // Longer than the packet.
        Bytes.put16(buffer, 2, 40);

        client.sendRtcp(buffer, 12);
        call.time.pass(100 * MILLI);

        assertThat(call.drops.of(DropReason.MALFORMED_RTCP)).isEqualTo(1);
        assertThat(call.failures).isEmpty();
    }

    @Test
    void whatWasTamperedWithIsCountedAndEndsNothing() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA);
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        byte[] datagram = publisher.protect(camera.packet(true, 0, true));
        datagram[datagram.length - 20] ^= 1;

        publisher.arriveFrom(datagram, publisher.tuple);
        publisher.arriveFrom(new byte[] {(byte) 0x80}, publisher.tuple);
        publisher.arriveFrom(new byte[0], publisher.tuple);
        publisher.arriveFrom(Arrays.copyOf(new byte[] {(byte) 200}, 50), publisher.tuple);

        assertThat(call.drops.snapshot())
                .isEqualTo(Map.of("SRTP_UNAUTHENTICATED", 1L, "SRTP_MALFORMED", 1L, "UNKNOWN_PROTOCOL", 2L));
        assertThat(call.failures).isEmpty();
    }

    @Test
    void anErrorOnTheWayToASubscriberEndsThatSubscribersTransportOnly() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MemoryClient broken = call.connected("broken");
        MemoryClient other = call.connected("other");
        Producer producer = MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA);
        watch(producer, broken, "c1");
        watch(producer, other, "c2");
        Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
        broken.brokenEgress = true;

        camera.run(true);
        call.time.pass(SECOND);

        assertThat(call.failures).isEqualTo(Map.of("broken", FailureReason.INTERNAL));
        assertThat(call.router.transport("broken")).isNull();
        assertThat(call.router.consumer("c1")).isNull();
        assertThat(other.rtp).hasSize(camera.frames() * camera.packetsPerFrame);
    }

    @Test
    void anErrorWhilePacketsAreTakenInEndsThatTransportOnly() throws InterruptedException {
        MemoryClient broken = call.connected("broken");
        MemoryClient other = call.connected("other");
        broken.brokenEgress = true;

        // The answer to the check cannot be sent.
        call.time.pass(20 * SECOND);

        assertThat(call.failures).isEqualTo(Map.of("broken", FailureReason.INTERNAL));
        assertThat(other.isConnected()).isTrue();
        assertThat(call.router.transport("other")).isNotNull();
    }

    @Test
    void anErrorWhileTimePassesEndsThatTransportOnly() throws InterruptedException {
        MemoryClient broken = call.connected("broken");
        MemoryClient other = call.connected("other");
        for (MemoryClient client : List.of(broken, other)) {
            MediaTracks.produce(call, client, client.transport.id(), MediaKind.VIDEO, MediaTracks.CAMERA);
            new Camera(call, client, MediaTracks.CAMERA_SSRC).run(true);
        }
        call.time.pass(90 * MILLI);

        broken.up.passes(datagram -> false);
        broken.brokenEgress = true;
        call.time.pass(SECOND);

        assertThat(call.failures).isEqualTo(Map.of("broken", FailureReason.INTERNAL));
        assertThat(call.router.transport("other")).isNotNull();
    }

    @Test
    void theSubscriberIsToldWhenAStreamEnds() throws InterruptedException {
        MemoryClient publisher = call.connected("publisher");
        MemoryClient subscriber = call.connected("subscriber");
        watch(MediaTracks.produce(call, publisher, "p", MediaKind.VIDEO, MediaTracks.CAMERA), subscriber, "c");

        call.router.closeProducer("p");
        call.time.pass(100 * MILLI);

        assertThat(subscriber.rtcp(Bye.class)).hasSize(1);
        assertThat(subscriber.rtcp(Bye.class).getFirst().ssrcs()).containsExactly((int) MediaTracks.CONSUMER_SSRC);
        assertThat(call.router.consumer("c")).isNull();
    }

    @Test
    void aTransportThatIsClosedTakesItsProducersTheirConsumersAndItsOwnConsumersAlong() throws InterruptedException {
        MemoryClient both = call.connected("both");
        MemoryClient other = call.connected("other");
        Producer mine = MediaTracks.produce(call, both, "mine", MediaKind.VIDEO, MediaTracks.CAMERA);
        Producer theirs = MediaTracks.produce(call, other, "theirs", MediaKind.VIDEO, MediaTracks.CAMERA);
        watch(mine, other, "of-mine");
        watch(theirs, both, "of-theirs");
        assertThat(counts()).containsExactly(2, 2, 2);

        call.router.closeTransport("both");

        assertThat(call.router.producer("mine")).isNull();
        assertThat(call.router.consumer("of-mine")).isNull();
        assertThat(call.router.consumer("of-theirs")).isNull();
        assertThat(call.router.producer("theirs")).isNotNull();
        assertThat(other.transport.consumers()).isEmpty();
        assertThat(counts()).containsExactly(1, 1, 0);
        Camera camera = new Camera(call, other, MediaTracks.CAMERA_SSRC);
        camera.frame();
        call.time.pass(100 * MILLI);
        assertThat(both.rtp).isEmpty();
    }

    /** Transports, producers and consumers. */
    private List<Integer> counts() {
        return List.of(call.router.transportCount(), call.router.producerCount(), call.router.consumerCount());
    }
}
