package dev.parley.sfu.transport;

import static dev.parley.sfu.transport.ScalableCall.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.parley.sfu.consumer.ScalableCamera.Mode;
import dev.parley.sfu.stream.LayerRate;
import dev.parley.sfu.stream.LayeredStream;
import dev.parley.sfu.transport.ScalableCall.Piece;
import dev.parley.sfu.transport.ScalableCall.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What subscribers get of one stream with layers, and that they cannot tell by its numbers that anything is missing. */
class ScalableStreamTest {
    /** Numbers go on by one, each picture ends with a marker, and with nothing else. */
    private static void assertUnbroken(Viewer viewer) {
        List<Piece> pieces = List.copyOf(viewer.pieces.values());
        assertThat(pieces).isNotEmpty();
        for (int i = 1; i < pieces.size(); i++) {
            Piece before = pieces.get(i - 1);
            Piece piece = pieces.get(i);
            assertThat(piece.sequence()).as("after %s", before).isEqualTo(before.sequence() + 1);
            if (!piece.content().isEmpty() && !before.content().isEmpty()) {
                boolean same = piece.timestamp() == before.timestamp();
                assertThat(before.marker()).as("%s before %s", before, piece).isEqualTo(!same);
                assertThat(piece.timestamp() - before.timestamp()).isNotNegative();
            }
        }
    }

    /** A camera of this kind, and who watches it. */
    ScalableCall call(Mode mode, boolean vp9) {
        return new ScalableCall(mode, vp9);
    }

    @ParameterizedTest
    @CsvSource({
        "L3T3, false, 012",
        "L3T3, true, 012",
        "L3T3_KEY, false, 2",
        "L3T3_KEY, true, 2",
        "S3T3, false, 2",
        "S3T3, true, 2",
        "L1T3, false, 0",
        "L1T3, true, 0"
    })
    void whoPrefersNothingGetsTheLargestPictureWithTheFirstKeyFrame(Mode mode, boolean vp9, String layers) {
        ScalableCall call = call(mode, vp9);
        Viewer viewer = call.watch("a");
        call.pictures(60);

        assertThat(viewer.pictures()).hasSize(60);
        assertThat(viewer.pictures().subList(1, 60)).containsOnly(layers);
        assertThat(call.keyFrameRequests).isZero();
        assertThat(call.layerChanges)
                .containsExactly(mode == Mode.L1T3 ? "a 0,0" : "a 2,0", mode == Mode.L1T3 ? "a 0,2" : "a 2,2");
        assertUnbroken(viewer);
    }

    @ParameterizedTest
    @CsvSource({"L3T3, false", "L3T3, true", "L3T3_KEY, false", "L3T3_KEY, true", "S3T3, false", "S3T3, true"})
    void layersFollowWhatIsPreferred(Mode mode, boolean vp9) {
        ScalableCall call = call(mode, vp9);
        Viewer changing = call.watch("a");
        Viewer other = call.watch("b");
        call.pictures(30);
        int layer = 2;
        for (int next : new int[] {0, 1, 2, 1, 0, 2}) {
            changing.consumer.prefer(next, 7, call.now);
            int before = changing.pictures().size();
            int requests = call.keyFrameRequests;
            call.pictures(30);
            List<String> pictures =
                    changing.pictures().subList(before, changing.pictures().size());
            // Not one picture is missing while it changes.
            assertThat(pictures).hasSize(30);
            assertThat(pictures.getLast()).endsWith("" + next);
            assertThat(changing.consumer.currentSpatialLayer()).isEqualTo(next);
            if (mode == Mode.L3T3) {
                assertThat(call.keyFrameRequests - requests).isEqualTo(next > layer ? 1 : 0);
            } else {
                assertThat(call.keyFrameRequests - requests).isLessThanOrEqualTo(1);
            }
            layer = next;
        }
        assertThat(other.pictures()).hasSize(210);
        assertThat(other.pictures().stream().allMatch(picture -> picture.endsWith("2")))
                .isTrue();
        assertUnbroken(changing);
        assertUnbroken(other);
    }

    @Test
    void fewerPicturesAreFewerPackets() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        viewer.consumer.prefer(2, 0, call.now);
        call.pictures(40);
        assertThat(viewer.pictures()).hasSize(10);
        assertThat(viewer.consumer.currentTemporalLayer()).isZero();

        viewer.consumer.prefer(2, 1, call.now);
        call.pictures(40);
        assertThat(viewer.pictures()).hasSizeBetween(28, 30);
        assertThat(call.layerChanges).endsWith("a 2,1");
        assertThat(call.keyFrameRequests).isZero();
        assertUnbroken(viewer);
    }

    /** The frames of a camera have two packets of 170, 400 and 1,300 bytes. */
    @ParameterizedTest
    @CsvSource({"L3T3", "L3T3_KEY", "S3T3"})
    void eachTargetCostsWhatItsFramesDo(Mode mode) {
        ScalableCall call = call(mode, false);
        Viewer viewer = call.watch("a");
        call.pictures(120);

        List<LayerRate> rates = viewer.consumer.layers();
        double[] bytes = {2 * 170, 2 * 400, 2 * 1_300};
        for (LayerRate rate : rates) {
            double all = bytes[rate.spatialLayer()];
            for (int lower = 0; mode == Mode.L3T3 && lower < rate.spatialLayer(); lower++) {
                all += bytes[lower];
            }
            double share = new double[] {0.25, 0.5, 1}[rate.temporalLayer()];
            assertThat((double) rate.bitsPerSecond()).isCloseTo(all * 8 * 30 * share, withinPercentage(10));
        }
        // What costs more than something better is not offered.
        assertThat(rates.stream().map(rate -> rate.spatialLayer() + "" + rate.temporalLayer()))
                .containsExactly("00", "01", "10", "11", "20", "21", "22");
    }

    @Test
    void whatTheLineDoesNotCarryIsLeftOutAtOnceAndComesBackWithAKeyFrame() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.pictures(30);
        viewer.consumer.target(0, 1);
        call.pictures(1);
        int before = viewer.pictures().size();
        call.pictures(8);
        assertThat(viewer.pictures().subList(before, before + 4)).containsOnly("0");
        assertThat(viewer.pictures()).hasSize(before + 4);

        viewer.consumer.target(LayeredStream.NO_LAYER, LayeredStream.NO_LAYER);
        call.pictures(8);
        assertThat(viewer.pictures()).hasSize(before + 4);
        assertThat(call.layerChanges).endsWith("a -1,-1");
        assertThat(call.keyFrameRequests).isZero();

        viewer.consumer.target(2, 2);
        call.pictures(5);
        assertThat(viewer.pictures().getLast()).isEqualTo("012");
        assertThat(call.keyFrameRequests).isEqualTo(1);
        assertUnbroken(viewer);
    }

    @ParameterizedTest
    @CsvSource({"L3T3, false, 01", "L3T3, true, 01", "S3T3, false, 1", "S3T3, true, 1"})
    void aSmallPlaceGetsTheLayerThatIsLargeEnough(Mode mode, boolean vp9, String middle) {
        ScalableCall call = call(mode, vp9);
        Viewer viewer = call.watch("a");
        viewer.consumer.visible(600, 400, call.now);
        call.pictures(15);
        assertThat(viewer.pictures().getLast()).isEqualTo(middle);
        viewer.consumer.visible(300, 200, call.now);
        call.pictures(15);
        assertThat(viewer.pictures().getLast()).isEqualTo("0");
    }

    @Test
    void aLayerThatIsNotSentAnyMoreGivesWayAndComesBack() {
        for (Mode mode : new Mode[] {Mode.L3T3, Mode.L3T3_KEY}) {
            ScalableCall call = call(mode, false);
            Viewer viewer = call.watch("a");
            call.pictures(30);
            call.camera.highestSpatial = 1;
            call.pictures(60);
            assertThat(viewer.consumer.currentSpatialLayer()).isEqualTo(1);
            assertThat(viewer.pictures().getLast()).endsWith("1");
            call.camera.highestSpatial = 2;
            call.pictures(60);
            assertThat(viewer.consumer.currentSpatialLayer()).isEqualTo(2);
            assertThat(viewer.pictures().getLast()).endsWith("2");
        }
    }

    @Test
    void layersThatWereNotAnnouncedAreNoneOfThoseThatWere() {
        for (boolean vp9 : new boolean[] {false, true}) {
            ScalableCall call = new ScalableCall(Mode.S3T3, vp9, "S2T3");
            Viewer viewer = call.watch("a");
            // Of the middle layer nothing comes.
            for (int picture = 0; picture < 60; picture++) {
                call.loses.add(6 * picture + 2);
                call.loses.add(6 * picture + 3);
            }
            call.pictures(60);

            assertThat(call.producerChanges).isLessThanOrEqualTo(3);
            assertThat(viewer.pictures().getLast()).isEqualTo("0");
        }
    }

    @Test
    void layersOfAv1GoToThoseWhoAreToldOfThemByEachPacket() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer told = call.watch("told");
        Viewer untold = call.new Viewer("untold", false);
        untold.consumer.resume(call.now);
        call.pictures(20);

        assertThat(told.pictures().getLast()).isEqualTo("012");
        assertThat(told.withDescriptor).isEqualTo(told.pieces.size());
        assertThat(untold.pictures()).containsOnly("0").hasSize(20);
        assertThat(untold.withDescriptor).isZero();
        assertUnbroken(untold);

        ScalableCall vp9 = call(Mode.L3T3, true);
        Viewer asEver = vp9.new Viewer("untold", false);
        asEver.consumer.resume(vp9.now);
        vp9.pictures(20);
        assertThat(asEver.pictures().getLast()).isEqualTo("012");
    }

    @Test
    void whoComesLateBeginsWithTheKeyFrameThatIsKept() {
        for (boolean vp9 : new boolean[] {false, true}) {
            ScalableCall call = call(Mode.L3T3_KEY, vp9);
            call.watch("a");
            call.pictures(5);
            Viewer late = call.watch("late");

            assertThat(late.pictures()).containsExactly("012", "2", "2", "2", "2");
            assertThat(call.keyFrameRequests).isZero();
            call.pictures(5);
            assertThat(late.pictures()).hasSize(10);
            assertUnbroken(late);

            call.pictures(60);
            Viewer last = call.watch("last");
            assertThat(last.pictures()).isEmpty();
            assertThat(call.keyFrameRequests).isEqualTo(1);
            call.pictures(2);
            assertThat(last.pictures()).containsExactly("012", "2");
        }
    }

    @Test
    void aPauseEndsWithAKeyFrameAndLeavesNoGap() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.pictures(20);
        viewer.consumer.pause();
        call.pictures(60);
        assertThat(viewer.pictures()).hasSize(20);
        viewer.consumer.resume(call.now);
        call.pictures(3);

        assertThat(viewer.pictures()).hasSize(23);
        assertThat(viewer.pictures().getLast()).isEqualTo("012");
        assertThat(call.keyFrameRequests).isEqualTo(1);
        assertUnbroken(viewer);
    }

    @Test
    void whatIsAskedForComesAgainWithItsMarker() {
        for (boolean vp9 : new boolean[] {false, true}) {
            ScalableCall call = call(Mode.L3T3, vp9);
            Viewer viewer = call.watch("a");
            viewer.consumer.prefer(1, 2, call.now);
            call.pictures(10);
            List<Piece> before = List.copyOf(viewer.pieces.values());
            for (Piece piece : before) {
                viewer.consumer.lost((int) piece.sequence() & 0xffff, call.now);
            }
            assertThat(viewer.retransmissions).isEqualTo(before.size());
            assertThat(List.copyOf(viewer.pieces.values())).isEqualTo(before);
            assertThat(before.stream().filter(Piece::marker)).hasSize(10);
        }
    }

    @Test
    void whatIsLostOnTheWayToTheServerLeavesItsNumberAndFillsIt() {
        Random random = new Random(5);
        for (Mode mode : Mode.values()) {
            for (int spatial = 0; spatial < mode.spatialLayers; spatial++) {
                ScalableCall call = call(mode, spatial == 1);
                Viewer viewer = call.watch("a");
                viewer.consumer.prefer(spatial, 1, call.now);
                for (int i = 0; i < 600; i++) {
                    if (random.nextInt(10) == 0) {
                        call.loses.add(i);
                    }
                }
                for (int i = 0; i < 30; i++) {
                    call.pictures(2);
                    call.repair();
                }
                call.pictures(2);
                call.repair();
                assertThat(viewer.pieces).as("%s %s", mode, spatial).isNotEmpty();
                List<Long> numbers = new ArrayList<>(viewer.pieces.keySet());
                assertThat(numbers.getLast() - numbers.getFirst() + 1)
                        .as("%s %s", mode, spatial)
                        .isEqualTo(numbers.size());
                assertThat(viewer.consumer.currentSpatialLayer()).isEqualTo(spatial);
            }
        }
    }

    /** A publisher may send what it likes; nobody who watches somebody else is the worse for it. */
    @Test
    void mutatedPacketsAreHarmless() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            Mode mode = Mode.values()[round % Mode.values().length];
            ScalableCall call = call(mode, round % 2 == 0);
            Viewer viewer = call.watch("a");
            viewer.mayBeAnything = true;
            call.mutates = bytes -> {
                // Not the fixed header, by which the packet is known.
                for (int i = random.nextInt(3); i > 0; i--) {
                    bytes[12 + random.nextInt(Math.min(bytes.length - 12, 140))] ^= (byte) (1 << random.nextInt(8));
                }
            };
            for (int i = 0; i < 20; i++) {
                viewer.consumer.prefer(random.nextInt(4), random.nextInt(8), call.now);
                call.camera.keyFrameWanted |= random.nextInt(5) == 0;
                call.pictures(3);
                assertThat(viewer.consumer.layers().size()).isLessThanOrEqualTo(24);
            }
        }
    }

    @Test
    void framesWhoseStructureWasLostFollowWhenItComes() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.loses.add(0);
        call.listens = false;
        call.pictures(3);
        assertThat(viewer.pieces).isEmpty();
        call.repair();
        assertThat(viewer.pictures()).containsExactly("012", "012", "012");
        call.pictures(3);
        assertThat(viewer.pictures()).hasSize(6);
        assertUnbroken(viewer);
    }

    @Test
    void aStructureThatIsNotRepairedIsAskedForWithAKeyFrame() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.pictures(4);
        call.camera.templateIdOffset = 20;
        call.camera.keyFrameWanted = true;
        call.loses.add(4 * 6);
        call.pictures(14);
        assertThat(viewer.pictures()).hasSize(4);
        assertThat(call.keyFrameRequests).isZero();
        call.pictures(6);

        assertThat(call.keyFrameRequests).isEqualTo(1);
        assertThat(viewer.pictures().getLast()).isEqualTo("012");
    }

    @Test
    void aPublisherWhoseDescriptorsCannotBeReadIsAskedForKeyFrames() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.pictures(4);
        // Of a template that no structure has.
        call.camera.templateIdOffset = 20;
        call.pictures(60);

        assertThat(viewer.pictures()).hasSizeGreaterThan(40);
        assertThat(call.keyFrameRequests).isEqualTo(1);
        assertThat(viewer.pictures().getLast()).isEqualTo("012");
        assertThat(call.layerChanges).containsExactly("a 2,0", "a 2,2");
    }

    @Test
    void aChainThatIsNotRepairedEndsInALowerLayerAndAKeyFrame() {
        ScalableCall call = call(Mode.L3T3, false);
        Viewer viewer = call.watch("a");
        call.pictures(4);
        // The two packets of the middle layer of the fifth picture, of the lowest temporal layer.
        call.loses.add(4 * 6 + 2);
        call.loses.add(4 * 6 + 3);
        call.pictures(10);
        assertThat(call.keyFrameRequests).isZero();
        call.pictures(20);

        assertThat(call.keyFrameRequests).isEqualTo(1);
        assertThat(call.layerChanges).endsWith("a 0,2", "a 2,2");
        assertThat(viewer.pictures().getLast()).isEqualTo("012");
        assertThat(call.now).isLessThan(200_000 * MILLI);
    }
}
