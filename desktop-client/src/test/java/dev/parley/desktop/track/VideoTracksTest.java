package dev.parley.desktop.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.capture.Camera;
import dev.parley.desktop.capture.Cameras;
import dev.parley.desktop.codec.EncodedPicture;
import dev.parley.desktop.codec.VideoCodecs;
import dev.parley.desktop.codec.VideoDecoder;
import dev.parley.desktop.picture.CounterBlocks;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.playout.LipSync;
import dev.parley.desktop.playout.RtpClock;
import dev.parley.protocol.payload.Vp8Packetizer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A camera, an encoder, a bad path, a decoder; in real time, so nothing here depends on how long it takes. */
class VideoTracksTest {
    private static final VideoCodecs LIBVPX = VideoCodecs.find(Optional.of("libvpx"));
    private static final VideoCodecs JCODEC = VideoCodecs.find(Optional.of("jcodec"));

    private final Random random = new Random(17);
    private final Vp8Packetizer packetizer = new Vp8Packetizer(1200, 32_700, 0);
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Integer> numbers = new CopyOnWriteArrayList<>();
    private int sequence = 65_500;
    private double loss;

    private void carry(EncodedPicture picture, InboundVideo to) {
        packetizer.packetize(picture.bytes(), 0, picture.length(), (buffer, length, last) -> {
            int number = sequence++ & 0xffff;
            if (random.nextDouble() >= loss) {
                long timestamp = picture.timeNanos() / 100_000 * 9;
                to.packet(buffer, 0, length, number, timestamp, last, System.nanoTime());
            }
        });
    }

    private OutboundVideo between(
            VideoCodecs sender, VideoCodecs receiver, AtomicReference<@Nullable InboundVideo> in) {
        var outbound = new OutboundVideo(sender, (layer, picture) -> {
            InboundVideo to = in.get();
            if (to != null) {
                carry(picture, to);
            }
        });
        var inbound = new InboundVideo(receiver, new RtpClock(90_000), new LipSync(), () -> {
            requests.incrementAndGet();
            outbound.requestKeyFrame();
        });
        inbound.show(picture -> CounterBlocks.read(picture).ifPresent(numbers::add));
        in.set(inbound);
        return outbound;
    }

    private void run(VideoCodecs sender, VideoCodecs receiver, String camera, long bits, int pictures)
            throws Exception {
        var in = new AtomicReference<@Nullable InboundVideo>();
        OutboundVideo outbound = between(sender, receiver, in);
        outbound.targetBitrate(bits);
        try (Camera source = new Cameras().open(camera)) {
            source.start(outbound, () -> {});
            await().atMost(Duration.ofSeconds(60)).until(() -> numbers.size() >= pictures);
        }
        outbound.close();
        InboundVideo inbound = java.util.Objects.requireNonNull(in.get());
        inbound.close();
        System.out.printf("%s%n%s%n", outbound.figures(), inbound.figures());
        for (int i = 1; i < pictures; i++) {
            int step = Math.floorMod(numbers.get(i) - numbers.get(i - 1), CounterBlocks.NUMBERS);
            assertThat(step).isBetween(1, 128);
        }
        assertThat(inbound.figures().framesDecoded()).isGreaterThanOrEqualTo(pictures);
    }

    @Test
    void picturesArriveInOrder() throws Exception {
        run(LIBVPX, LIBVPX, "test-pattern:640x360", 500_000, 60);
    }

    @Test
    void picturesArriveInOrderAt720p() throws Exception {
        run(LIBVPX, LIBVPX, "test-pattern", 2_000_000, 30);
    }

    @Test
    void whatIsLostIsMadeUpForByKeyFrames() throws Exception {
        loss = 0.05;
        run(LIBVPX, LIBVPX, "test-pattern:640x360", 500_000, 60);
        assertThat(requests).hasPositiveValue();
    }

    @Test
    void pureJavaSendsPictures() throws Exception {
        run(JCODEC, LIBVPX, "test-pattern", 2_000_000, 10);
    }

    @Test
    void pureJavaShowsPicturesByAskingForKeyFrames() throws Exception {
        run(LIBVPX, JCODEC, "test-pattern:640x360", 800_000, 4);
        assertThat(requests).hasPositiveValue();
    }

    @Test
    void aBitrateThatFallsMakesSmallerPicturesAndOneThatRisesLargerOnes() throws Exception {
        var last = new AtomicInteger();
        var outbound = new OutboundVideo(LIBVPX, (layer, picture) -> last.set(picture.height()));
        outbound.targetBitrate(2_000_000);
        try (outbound;
                Camera source = new Cameras().open("test-pattern")) {
            source.start(outbound, () -> {});
            await().atMost(Duration.ofSeconds(30)).until(() -> last.get() == 720);
            outbound.targetBitrate(300_000);
            await().atMost(Duration.ofSeconds(30)).until(() -> last.get() == 360);
            outbound.targetBitrate(700_000);
            await().atMost(Duration.ofSeconds(30)).until(() -> last.get() == 540);
        }
        assertThat(outbound.figures().keyFrames()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void severalSizesAreCodedAtOnceAndEachBeginsWithAKeyFrame() throws Exception {
        List<List<EncodedPicture>> coded =
                List.of(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
        try (var outbound = new OutboundVideo(
                        LIBVPX, (layer, picture) -> coded.get(layer).add(copy(picture)));
                Camera source = new Cameras().open("test-pattern:1280x720@10")) {
            outbound.sizes(3);
            outbound.targetBitrate(3_500_000);
            source.start(outbound, () -> {});
            await().atMost(Duration.ofSeconds(60)).until(() -> coded.stream().allMatch(each -> each.size() >= 5));
            assertThat(coded)
                    .allSatisfy(each -> assertThat(each.getFirst().key()).isTrue());
            assertThat(coded.stream().map(each -> each.getLast().height())).containsExactly(180, 360, 720);

            outbound.wanted(0);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> outbound.figures().height() == 180);
            int before = coded.getLast().size();
            int keysBefore = keys(coded.getFirst());
            int smallBefore = coded.getFirst().size();
            await().atMost(Duration.ofSeconds(60)).until(() -> coded.getFirst().size() >= smallBefore + 5);
            assertThat(coded.getLast()).hasSize(before);

            outbound.wanted(2);
            await().atMost(Duration.ofSeconds(60)).until(() -> coded.getLast().size() > before + 2);
            assertThat(keys(coded.getLast().subList(before, before + 3))).isPositive();
            assertThat(keys(coded.getFirst())).isEqualTo(keysBefore);

            int middleKeys = keys(coded.get(1));
            outbound.requestKeyFrame(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> keys(coded.get(1)) > middleKeys);
            assertThat(keys(coded.getFirst())).isEqualTo(keysBefore);
        }
        // Each size is a stream of its own, which a decoder shows from its key frame on.
        for (List<EncodedPicture> stream : coded) {
            try (VideoDecoder decoder = LIBVPX.decoder()) {
                int shown = 0;
                for (EncodedPicture picture : stream) {
                    Picture decoded = decoder.decode(picture.bytes(), 0, picture.length(), picture.timeNanos());
                    if (decoded != null) {
                        shown++;
                        decoded.release();
                    }
                }
                assertThat(shown).isEqualTo(stream.size());
            }
        }
    }

    private static EncodedPicture copy(EncodedPicture picture) {
        return new EncodedPicture(
                picture.bytes().clone(),
                picture.length(),
                picture.key(),
                picture.width(),
                picture.height(),
                picture.timeNanos());
    }

    private static int keys(List<EncodedPicture> pictures) {
        return (int) pictures.stream().filter(EncodedPicture::key).count();
    }

    @Test
    void closingTwiceAndFromItsOwnThreadIsHarmless() throws Exception {
        var outbound = new AtomicReference<@Nullable OutboundVideo>();
        var closed = new AtomicInteger();
        outbound.set(new OutboundVideo(LIBVPX, (layer, picture) -> {
            OutboundVideo self = outbound.get();
            if (self != null) {
                self.close();
                closed.incrementAndGet();
            }
        }));
        OutboundVideo self = java.util.Objects.requireNonNull(outbound.get());
        try (Camera source = new Cameras().open("test-pattern:320x180")) {
            source.start(self, () -> {});
            await().atMost(Duration.ofSeconds(30)).until(() -> closed.get() > 0);
        }
        self.close();
        self.close();
        assertThat(self.figures().framesEncoded()).isEqualTo(1);
    }
}
