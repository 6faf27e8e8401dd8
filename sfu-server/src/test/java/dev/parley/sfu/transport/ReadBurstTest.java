package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.VirtualTime.MILLI;
import static dev.parley.sfu.transport.VirtualTime.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Packets that are read in one pass are forwarded when all are read, consumer by consumer. */
class ReadBurstTest {
    private final MemoryCall call = new MemoryCall(1);
    private final MemoryClient publisher = call.connected("publisher");
    private final List<String> arrivals = new ArrayList<>();
    private final Producer producer =
            MediaTracks.produce(call, publisher, "camera", MediaKind.VIDEO, MediaTracks.CAMERA);
    private final Camera camera = new Camera(call, publisher, MediaTracks.CAMERA_SSRC);

    ReadBurstTest() throws InterruptedException {}

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
