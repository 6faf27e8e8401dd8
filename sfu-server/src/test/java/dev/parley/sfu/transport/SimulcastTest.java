package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.LayeredCall.MILLI;
import static dev.parley.sfu.transport.LayeredCall.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.media.RtpEncodingParameters;
import dev.parley.protocol.media.RtpHeaderExtensionParameters;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.media.RtpRtxParameters;
import dev.parley.sfu.stream.LayerRate;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.transport.LayeredScreen.Piece;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of a publisher's encodings and pictures a subscriber gets, and that it cannot tell them apart by the numbers. */
class SimulcastTest {
    private final LayeredCall call = new LayeredCall(bySsrc());

    static RtpParameters bySsrc() {
        return withEncodings(IntStream.range(0, 3)
                .mapToObj(layer ->
                        encoding(1_000 + 10L * layer, "", Optional.of(new RtpRtxParameters(1_001 + 10L * layer))))
                .toList());
    }

    private static RtpParameters byRid() {
        return withEncodings(List.of(
                encoding(0, "q", Optional.empty()),
                encoding(0, "h", Optional.empty()),
                encoding(0, "f", Optional.empty())));
    }

    private static RtpEncodingParameters encoding(long ssrc, String rid, Optional<RtpRtxParameters> rtx) {
        return new RtpEncodingParameters(ssrc, rid, Optional.empty(), rtx, false, "L1T3", 0);
    }

    private static RtpParameters withEncodings(List<RtpEncodingParameters> encodings) {
        RtpParameters camera = MediaTracks.CAMERA;
        List<RtpHeaderExtensionParameters> extensions = new ArrayList<>(camera.headerExtensions());
        extensions.add(new RtpHeaderExtensionParameters(
                "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id", 10, false, FormatParameters.EMPTY));
        return new RtpParameters("0", camera.codecs(), extensions, encodings, camera.rtcp(), "");
    }

    /** What a decoder relies on: numbers go on by one, pictures too, the lowest layer too, and time never stands still. */
    private static void assertUnbroken(LayeredScreen screen) {
        List<Piece> pieces = screen.inOrder();
        assertThat(pieces).isNotEmpty();
        assertThat(pieces.getFirst().key()).isTrue();
        for (int i = 1; i < pieces.size(); i++) {
            Piece before = pieces.get(i - 1);
            Piece piece = pieces.get(i);
            assertThat(piece.sequence()).as("after %s", before).isEqualTo(before.sequence() + 1);
            boolean same = piece.layer() == before.layer() && piece.picture() == before.picture();
            assertThat(piece.pictureId())
                    .as("after %s", before)
                    .isEqualTo(before.pictureId() + (same ? 0 : 1) & 0x7fff);
            if (same) {
                assertThat(piece.timestamp()).isEqualTo(before.timestamp());
                assertThat(piece.index()).isEqualTo(before.index() + 1);
            } else {
                assertThat(piece.timestamp() - before.timestamp()).isPositive();
                assertThat(piece.tl0())
                        .as("after %s", before)
                        .isEqualTo(before.tl0() + (piece.temporal() == 0 ? 1 : 0) & 0xff);
            }
            if (piece.layer() != before.layer()) {
                assertThat(piece.key()).as("where another layer begins").isTrue();
                assertThat(piece.index()).isZero();
            }
        }
    }

    private static List<Integer> layersOf(List<Piece> pieces) {
        return pieces.stream().map(Piece::layer).distinct().toList();
    }

    @Test
    void whoPrefersNothingGetsTheLargestPictureFromTheFirstMoment() {
        LayeredScreen screen = call.watch("a");
        call.pictures(30);

        assertThat(screen.last().layer()).isEqualTo(2);
        // The smaller ones came first, and were shown until the largest came.
        assertThat(screen.pieces.stream().filter(piece -> piece.layer() < 2).count())
                .isLessThanOrEqualTo(3);
        assertThat(call.keyFrameRequests).isEmpty();
        assertUnbroken(screen);
    }

    @Test
    void twoWhoPreferDifferentLayersGetThem() {
        LayeredScreen small = call.watch("small");
        LayeredScreen large = call.watch("large");
        small.consumer.prefer(0, 7, call.now);
        call.pictures(60);

        assertThat(layersOf(small.pieces)).containsExactly(0);
        assertThat(large.last().layer()).isEqualTo(2);
        assertUnbroken(small);
        assertUnbroken(large);
    }

    @Test
    void aChangeUpWaitsForAKeyFrameOfTheNewLayerWhileTheOldOneFlowsOn() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(0, 7, call.now);
        call.pictures(30);
        call.cameras[2].listens = false;

        screen.consumer.prefer(2, 7, call.now);
        call.pictures(20);
        assertThat(screen.last().layer()).isZero();
        assertThat(screen.last().picture()).isEqualTo(49);
        assertThat(call.keyFrameRequests).isNotEmpty().allMatch(layer -> layer == 2);

        call.cameras[2].listens = true;
        call.pictures(30);
        assertThat(screen.last().layer()).isEqualTo(2);
        assertThat(layersOf(screen.pieces)).containsExactly(0, 2);
        assertUnbroken(screen);
    }

    @Test
    void aChangeDownWaitsForAKeyFrameToo() {
        LayeredScreen screen = call.watch("a");
        call.pictures(30);

        call.cameras[0].listens = false;
        screen.consumer.target(0, 2);
        call.pictures(10);
        assertThat(screen.last().layer()).isEqualTo(2);

        call.cameras[0].listens = true;
        call.pictures(30);
        assertThat(screen.last().layer()).isZero();
        assertUnbroken(screen);
    }

    @Test
    void whenALayerStopsTheNextLowerOneTakesItsPlaceWithinAThirdOfASecond() {
        LayeredScreen screen = call.watch("a");
        call.pictures(60);
        call.cameras[2].on = false;
        int before = screen.last().picture();

        call.pictures(10);

        assertThat(screen.last().layer()).isEqualTo(1);
        assertThat(screen.inOrder().stream().filter(piece -> piece.layer() == 1 && piece.picture() > before))
                .isNotEmpty();
        assertUnbroken(screen);
        // And comes back when it comes back.
        call.cameras[2].on = true;
        call.pictures(30);
        assertThat(screen.last().layer()).isEqualTo(2);
        assertUnbroken(screen);
    }

    @Test
    void aLayerThatStopsAndNobodyWatchesDisturbsNobody() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(1, 7, call.now);
        call.pictures(60);
        int asked = call.keyFrameRequests.size();

        call.cameras[2].on = false;
        call.pictures(60);

        assertThat(call.keyFrameRequests).hasSize(asked);
        assertThat(screen.last().layer()).isEqualTo(1);
        assertUnbroken(screen);
    }

    @Test
    void nothingAtAllIsForwardedWhenNothingMayBe() {
        LayeredScreen screen = call.watch("a");
        call.pictures(30);
        int before = screen.pieces.size();

        screen.consumer.target(LayeredStream.NO_LAYER, LayeredStream.NO_LAYER);
        call.pictures(30);
        assertThat(screen.pieces).hasSize(before);
        assertThat(screen.consumer.currentSpatialLayer()).isEqualTo(LayeredStream.NO_LAYER);

        screen.consumer.target(1, 2);
        call.pictures(30);
        assertThat(screen.last().layer()).isEqualTo(1);
        assertUnbroken(screen);
    }

    @Test
    void ofTemporalLayersOnlyTheLowestIsForwardedToWhoWantsNoMore() {
        LayeredScreen screen = call.watch("a");
        call.pictures(9);
        screen.consumer.prefer(2, 0, call.now);
        int before = screen.pieces.size();
        call.pictures(400);

        assertThat(screen.pieces.subList(before + 30, screen.pieces.size())).allMatch(piece -> piece.temporal() == 0);
        assertThat(screen.pieces).hasSizeGreaterThan(before + 95 * 3);
        assertThat(screen.consumer.currentTemporalLayer()).isZero();
        assertThat(call.keyFrameRequests).isEmpty();
        assertUnbroken(screen);
    }

    @Test
    void temporalLayersComeBackOneAfterTheOtherWhereThatCanBeDecoded() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(2, 0, call.now);
        call.pictures(30);
        screen.consumer.prefer(2, 7, call.now);
        int before = screen.pieces.size();
        call.pictures(30);

        List<Piece> after = screen.pieces.subList(before, screen.pieces.size()).stream()
                .filter(piece -> piece.temporal() > 0)
                .toList();
        assertThat(after.getFirst().temporal()).isEqualTo(1);
        assertThat(after).anyMatch(piece -> piece.temporal() == 2);
        assertThat(call.keyFrameRequests).isEmpty();
        assertUnbroken(screen);
    }

    @Test
    void withTheClocksOfAllLayersTimeIsThePublishersAcrossChanges() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(0, 7, call.now);
        call.pictures(30);
        for (int layer : new int[] {2, 0, 1, 0, 2, 1, 2, 0}) {
            screen.consumer.prefer(layer, 7, call.now);
            call.pictures(20);
        }

        assertUnbroken(screen);
        // All layers send picture n at the time n/30 s; a few ticks of 1/90000 s are rounding.
        Piece first = screen.pieces.getFirst();
        Piece last = screen.last();
        assertThat((double) (last.timestamp() - first.timestamp()))
                .isCloseTo((last.picture() - first.picture()) * 3_000.0, org.assertj.core.data.Offset.offset(20.0));
    }

    @Test
    void withoutTheClocksTimeIsThatOfTheWall() {
        call.reports = false;
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(0, 7, call.now);
        call.pictures(30);
        screen.consumer.prefer(2, 7, call.now);
        call.pictures(30);

        assertThat(screen.last().layer()).isEqualTo(2);
        assertUnbroken(screen);
        assertThat((double)
                        (screen.last().timestamp() - screen.pieces.getFirst().timestamp()))
                .isCloseTo(59 * 3_000.0, org.assertj.core.data.Offset.offset(300.0));
    }

    @Test
    void whatWasLostOfTheOldLayerIsSentAgainAfterTheChange() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(0, 7, call.now);
        call.pictures(30);
        Piece lost = screen.last();
        screen.consumer.prefer(2, 7, call.now);
        call.pictures(5);
        assertThat(screen.last().layer()).isEqualTo(2);

        screen.consumer.lost((int) lost.sequence() & 0xffff, call.now);

        assertThat(screen.retransmissions).isEqualTo(1);
        assertThat(screen.last()).isEqualTo(lost);
    }

    @Test
    void aLatePacketOfAPictureThatIsLeftOutBecomesOneWithoutContent() {
        LayeredScreen screen = call.watch("a");
        screen.consumer.prefer(1, 0, call.now);
        call.pictures(8);
        // Layer 1 has two packets a picture. The second of a picture of the second temporal layer comes too late.
        assertThat(call.cameras[1].picture(call.now)).hasSize(2).allSatisfy(call::arrive);
        call.now += 33 * MILLI;
        List<byte[]> leftOut = call.cameras[1].picture(call.now);
        call.arrive(leftOut.getFirst());
        call.now += 33 * MILLI;
        call.cameras[1].picture(call.now).forEach(call::arrive);
        call.now += 33 * MILLI;
        call.cameras[1].picture(call.now).forEach(call::arrive);
        call.now += 33 * MILLI;
        call.cameras[1].picture(call.now).forEach(call::arrive);
        int before = screen.pieces.size();

        call.arrive(leftOut.getLast());

        assertThat(screen.pieces).hasSize(before + 1);
        assertThat(screen.last().filler()).isTrue();
        List<Long> numbers = screen.inOrder().stream().map(Piece::sequence).toList();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(numbers.getFirst(), numbers.getLast())
                        .boxed()
                        .toList());
    }

    @Test
    void encodingsAreKnownByTheirRids() {
        LayeredCall rids = new LayeredCall(byRid());
        LayeredScreen screen = rids.watch("a");
        screen.consumer.prefer(1, 7, rids.now);
        rids.pictures(30);

        assertThat(screen.last().layer()).isEqualTo(1);
        assertThat(rids.producer.ssrcs()).containsExactly(70_000, 70_001, 70_002);
        screen.consumer.prefer(2, 7, rids.now);
        rids.pictures(30);
        assertThat(screen.last().layer()).isEqualTo(2);
        assertThat(rids.keyFrameRequests).containsExactly(2);
        assertUnbroken(screen);
    }

    @Test
    void whoComesSoonAfterAKeyFrameSeesAPictureWithoutAskingForOne() {
        LayeredScreen first = call.watch("first");
        first.consumer.prefer(0, 7, call.now);
        call.pictures(15);

        LayeredScreen late = call.watch("late");

        // Before the next picture comes: all since the key frame, played at once.
        assertThat(late.pieces).isNotEmpty();
        assertThat(late.pieces.getFirst().key()).isTrue();
        assertThat(late.last().picture()).isEqualTo(14);
        assertThat(late.last().timestamp() - late.pieces.getFirst().timestamp()).isLessThan(14 * 3_000 / 10);
        assertThat(call.keyFrameRequests).isEmpty();
        call.pictures(30);
        assertUnbroken(late);
        assertUnbroken(first);
    }

    @Test
    void whoComesLongAfterAKeyFrameIsGivenANewOne() {
        LayeredScreen first = call.watch("first");
        call.pictures(90);

        LayeredScreen late = call.watch("late");
        assertThat(late.pieces).isEmpty();
        assertThat(call.keyFrameRequests).containsExactly(2);
        call.pictures(5);

        assertThat(late.last().layer()).isEqualTo(2);
        assertUnbroken(late);
        assertUnbroken(first);
    }

    @Test
    void whatTheLayersCostIsSaidInAscendingOrder() {
        LayeredScreen screen = call.watch("a");
        call.pictures(60);

        List<LayerRate> rates = screen.consumer.layers();

        assertThat(rates).hasSize(5);
        assertThat(rates).extracting(LayerRate::bitsPerSecond).isSorted().doesNotHaveDuplicates();
        assertThat(rates.getLast().spatialLayer()).isEqualTo(2);
        assertThat(rates.getLast().temporalLayer()).isEqualTo(2);
        // 30 pictures of three packets of about 130 bytes.
        assertThat(rates.getLast().bitsPerSecond()).isBetween(80_000L, 110_000L);
        // A quarter of the pictures is of the lowest temporal layer.
        LayerRate lowest = rates.getFirst();
        assertThat(lowest.spatialLayer()).isZero();
        assertThat(lowest.bitsPerSecond()).isBetween(6_000L, 10_000L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsWantedLostOrLateNumbersGoUpWithPictures(long seed) {
        Random random = new Random(seed);
        LayeredScreen screen = call.watch("a");
        List<byte[]> late = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            if (random.nextInt(15) == 0) {
                screen.consumer.target(random.nextInt(4) - 1, random.nextInt(3));
            }
            if (random.nextInt(100) == 0) {
                screen.consumer.pause();
                screen.consumer.resume(call.now);
            }
            List<byte[]> packets = new ArrayList<>();
            for (LayeredCamera camera : call.cameras) {
                packets.addAll(camera.picture(call.now));
            }
            List<byte[]> arriving = new ArrayList<>();
            for (byte[] packet : packets) {
                int fate = random.nextInt(20);
                if (fate == 0) {
                    late.add(packet);
                } else if (fate > 1) {
                    arriving.add(packet);
                }
            }
            if (random.nextInt(4) == 0) {
                Collections.shuffle(arriving, random);
            }
            arriving.forEach(call::arrive);
            if (random.nextInt(5) == 0) {
                late.forEach(call::arrive);
                late.clear();
            }
            call.pass(SECOND / 30);
        }

        // That no number is used for two packets, the screen itself looks after.
        assertThat(screen.pieces).hasSizeGreaterThan(500);
        Piece before = null;
        for (Piece piece : screen.inOrder()) {
            if (before != null && !piece.filler()) {
                // A key frame may come twice: it is kept for who begins anew.
                boolean same = piece.layer() == before.layer()
                        && piece.picture() == before.picture()
                        && piece.index() > before.index();
                if (same) {
                    assertThat(piece.timestamp()).isEqualTo(before.timestamp());
                    assertThat(piece.pictureId()).isEqualTo(before.pictureId());
                } else {
                    assertThat(piece.timestamp() - before.timestamp())
                            .as("%s after %s", piece, before)
                            .isPositive();
                    assertThat((short) ((piece.pictureId() - before.pictureId()) << 1))
                            .as("%s after %s", piece, before)
                            .isPositive();
                }
            }
            before = piece.filler() ? before : piece;
        }
    }
}
