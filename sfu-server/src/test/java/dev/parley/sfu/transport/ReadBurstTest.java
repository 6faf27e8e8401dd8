package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Packets that are read in one pass are forwarded when all are read, consumer by consumer. */
class ReadBurstTest {
    private final List<String> arrivals = new ArrayList<>();
    private MemoryCall call = new MemoryCall(1);
    private MemoryClient publisher = call.connected("publisher");
    private Producer producer = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);

    ReadBurstTest() throws InterruptedException {}

    private void begin(UdpSettings settings) throws InterruptedException {
        call.close();
        call = new MemoryCall(1, List.of(SrtpProfile.values()), 0, settings);
        publisher = call.connected("publisher");
        producer = MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
        camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);
    }

    @AfterEach
    void end() {
        call.close();
    }

    private record Arrivals(String name, List<String> all) implements MemoryClient.Receiver {
        @Override
        public void rtp(RtpPacket packet) {
            all.add(name);
        }

        @Override
        public void rtcp(RtcpPacket packet) {}
    }

    private MemoryClient subscriber(String name) throws InterruptedException {
        MemoryClient subscriber = call.connected(name);
        Consumer consumer = MediaTracks.consume(
                call, subscriber, name, producer, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC + arrivals.size());
        consumer.resume(call.time.nanoTime());
        subscriber.receiver(new Arrivals(name, arrivals));
        return subscriber;
    }

    @Test
    void aPictureGoesToOneSubscriberAfterTheOther() throws InterruptedException {
        subscriber("a");
        subscriber("b");
        subscriber("c");

        camera.frame();
        call.time.pass(0);

        assertThat(arrivals).containsExactly("a", "a", "a", "b", "b", "b", "c", "c", "c");
    }

    @Test
    void itCanGoPacketByPacket() throws InterruptedException {
        begin(new UdpSettings(32, true, 16, 1_000, false, true));
        subscriber("a");
        subscriber("b");

        camera.frame();
        call.time.pass(0);

        assertThat(arrivals).containsExactly("a", "b", "a", "b", "a", "b");
    }

    @Test
    void thePacketsOfAPictureThatComeInSeveralPassesGoTogether() throws InterruptedException {
        subscriber("a");
        subscriber("b");

        for (int i = 0; i < 3; i++) {
            publisher.sendRtp(camera.packet(true, i, i == 2));
            camera.sequence++;
            assertThat(arrivals).isEmpty();
            call.time.pass(MILLI / 4);
        }

        assertThat(arrivals).containsExactly("a", "a", "a", "b", "b", "b");
    }

    @Test
    void aPictureThatIsNotCompletedWaitsForAMillisecond() throws InterruptedException {
        subscriber("a");

        publisher.sendRtp(camera.packet(true, 0, false));
        call.time.pass(MILLI - 1);
        assertThat(arrivals).isEmpty();
        call.time.pass(1);

        assertThat(arrivals).containsExactly("a");
    }

    @Test
    void soundWaitsForNoPicture() throws InterruptedException {
        MemoryClient subscriber = subscriber("a");
        Producer microphone =
                MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);
        MediaTracks.consume(call, subscriber, "sound", microphone, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC + 10)
                .resume(call.time.nanoTime());

        publisher.sendRtp(camera.packet(true, 0, false));
        publisher.sendRtp(Tones.packet(1));
        call.time.pass(0);
        assertThat(arrivals).hasSize(1);
        assertThat(subscriber.rtp.getFirst().ssrc()).isEqualTo((int) MediaTracks.CONSUMER_SSRC + 10);
        call.time.pass(MILLI);

        assertThat(arrivals).hasSize(2);
    }

    /** The subscriber has its first key frame: what follows is forwarded as it comes. */
    private MemoryClient flowing(MemoryClient subscriber) {
        camera.frame();
        call.time.pass(SECOND);
        arrivals.clear();
        subscriber.shortBy.clear();
        return subscriber;
    }

    private void picture(int... payloadLengths) {
        for (int i = 0; i < payloadLengths.length; i++) {
            camera.payloadLength = payloadLengths[i];
            publisher.sendRtp(camera.packet(true, i, i == payloadLengths.length - 1));
            camera.sequence++;
        }
        camera.timestamp += Camera.FRAME_TICKS;
        camera.pictureId++;
    }

    @Test
    void packetsAreToBecomeAsLongAsTheLongestThatFollows() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));

        picture(1000, 1040, 1010, 900);
        call.time.pass(0);

        assertThat(subscriber.shortBy).containsExactly(40, 0, 30);
        assertThat(arrivals).hasSize(4);
    }

    @Test
    void whatIsMuchLongerBeginsAPieceOfItsOwn() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));

        picture(800, 1000, 990, 500);
        call.time.pass(0);

        assertThat(subscriber.shortBy).containsExactly(0, 10);
    }

    @Test
    void whatCannotBePaddedEndsItsPiece() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));

        picture(1000, 1000, 1000, 1000, 700, 1000, 900);
        call.time.pass(0);

        assertThat(subscriber.shortBy).containsExactly(0, 0, 0, 0, 0);
        assertThat(arrivals).hasSize(7);
    }

    @Test
    void whatWaitsForItsTurnOnANarrowLineIsNotMadeLonger() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));
        int[] lengths = new int[60];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i % 2 == 0 ? 1040 : 1000;
        }

        picture(lengths);
        call.time.pass(0);
        assertThat(arrivals).hasSizeLessThan(60);
        assertThat(subscriber.shortBy).contains(40);
        int atOnce = subscriber.shortBy.size();
        call.time.pass(2 * SECOND);

        assertThat(subscriber.rtp.size()).isGreaterThanOrEqualTo(60);
        assertThat(subscriber.shortBy.subList(atOnce, subscriber.shortBy.size()))
                .hasSizeGreaterThan(10)
                .containsOnly(0);
    }

    @Test
    void nothingIsPaddedForTheClientsOfAnotherRoom() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));
        try (MemoryCall other = call.otherRoom()) {
            MemoryClient elsewhere = other.connected("elsewhere");
            Producer theirs = MediaTracks.produce(other, elsewhere, "theirs", MediaKind.VIDEO, MediaTracks.CAMERA);
            MemoryClient viewer = other.connected("viewer");
            MediaTracks.consume(other, viewer, "view", theirs, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC)
                    .resume(call.time.nanoTime());
            Camera another = new Camera(other, elsewhere, MediaTracks.CAMERA_SSRC);
            another.frame();
            call.time.pass(SECOND);
            viewer.shortBy.clear();
            viewer.rtp.clear();

            another.payloadLength = 1040;
            elsewhere.sendRtp(another.packet(true, 0, true));
            picture(1000);
            call.time.pass(0);

            assertThat(viewer.rtp).hasSize(1);
            assertThat(arrivals).hasSize(1);
            assertThat(viewer.shortBy).isEmpty();
            assertThat(subscriber.shortBy).isEmpty();
        }
    }

    @Test
    void nothingIsPaddedForWhatNobodyHereGets() throws InterruptedException {
        MemoryClient subscriber = flowing(subscriber("a"));
        MemoryClient second = call.connected("second");
        MediaTracks.produce(call, second, "unseen", MediaKind.VIDEO, MediaTracks.CAMERA);
        Camera unseen = new Camera(call, second, MediaTracks.CAMERA_SSRC);

        unseen.payloadLength = 960;
        second.sendRtp(unseen.packet(true, 0, true));
        picture(1000);
        call.time.pass(0);

        assertThat(arrivals).hasSize(1);
        assertThat(subscriber.shortBy).isEmpty();
    }

    private MemoryClient subscriberWithSound() throws InterruptedException {
        MemoryClient subscriber = subscriber("a");
        Producer microphone =
                MediaTracks.produce(call, publisher, "microphone", MediaKind.AUDIO, MediaTracks.MICROPHONE);
        MediaTracks.consume(call, subscriber, "sound", microphone, MediaTracks.ROUTER, MediaTracks.CONSUMER_SSRC + 10)
                .resume(call.time.nanoTime());
        return flowing(subscriber);
    }

    /** So many packets of sound, one every so often. */
    private void sound(int first, int count, long everyNanos) {
        for (int i = 0; i < count; i++) {
            publisher.sendRtp(Tones.packet(first + i));
            call.time.pass(everyNanos);
        }
    }

    @Test
    void whilePacketsComeOftenAPictureLeavesWithTheNextSoundAndInFrontOfIt() throws InterruptedException {
        MemoryClient subscriber = subscriberWithSound();
        sound(1, 64, MILLI / 2);
        subscriber.rtp.clear();

        picture(1000, 900);
        call.time.pass(MILLI / 2);
        assertThat(subscriber.rtp).isEmpty();
        publisher.sendRtp(Tones.packet(65));
        call.time.pass(0);

        assertThat(subscriber.rtp).hasSize(3);
        assertThat(subscriber.rtp.getLast().ssrc()).isEqualTo((int) MediaTracks.CONSUMER_SSRC + 10);
        // The last of the picture, too, becomes as long as the others where that is not much: sound can go behind it.
        assertThat(subscriber.shortBy).containsExactly(0, 100);
    }

    @Test
    void withoutSoundItLeavesAMillisecondLater() throws InterruptedException {
        MemoryClient subscriber = subscriberWithSound();
        sound(1, 64, MILLI / 2);
        subscriber.rtp.clear();

        picture(1000, 900);
        call.time.pass(MILLI - 1);
        assertThat(subscriber.rtp).isEmpty();
        call.time.pass(1);

        assertThat(subscriber.rtp).hasSize(2);
    }

    @Test
    void whilePacketsComeSeldomItLeavesAtOnce() throws InterruptedException {
        MemoryClient subscriber = subscriberWithSound();
        sound(1, 64, 2 * MILLI);
        subscriber.rtp.clear();

        picture(1000, 900);
        call.time.pass(0);

        assertThat(subscriber.rtp).hasSize(2);
    }

    @Test
    void nothingWaitsWhereNothingLeavesInOnePiece() throws InterruptedException {
        MemoryClient subscriber = subscriber("a");
        subscriber.joins = false;

        publisher.sendRtp(camera.packet(true, 0, false));
        call.time.pass(0);

        assertThat(arrivals).containsExactly("a");
    }

    @Test
    void aKeyFrameThatBeginsInTheMidstOfABurstGoesOutOnce() throws InterruptedException {
        MemoryClient subscriber = subscriber("a");
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            packets.add(camera.packet(true, i, i == 3));
            camera.sequence++;
        }
        Collections.swap(packets, 0, 1);
        packets.forEach(publisher::sendRtp);
        call.time.pass(SECOND);

        assertThat(subscriber.rtp).hasSize(4);
        for (int i = 1; i < 4; i++) {
            assertThat(subscriber.rtp.get(i).sequenceNumber())
                    .isEqualTo(subscriber.rtp.get(i - 1).sequenceNumber() + 1);
        }
        assertThat(call.drops.snapshot()).isEmpty();
    }

    @Test
    void moreThanABurstHoldsIsForwardedAllTheSame() throws InterruptedException {
        MemoryClient subscriber = subscriber("a");
        camera.packetsPerFrame = 150;

        camera.frame();
        call.time.pass(SECOND);

        assertThat(subscriber.rtp).hasSize(150);
        assertThat(call.drops.snapshot()).isEmpty();
    }

    @Test
    void nothingOfAProducerThatEndsMeanwhileIsForwarded() throws InterruptedException {
        subscriber("a");
        camera.frame();
        call.time.pass(SECOND);
        arrivals.clear();

        camera.frame();
        call.time.after(0, () -> call.router.closeProducer("camera"));
        call.time.pass(SECOND);

        assertThat(arrivals).isEmpty();
    }
}
