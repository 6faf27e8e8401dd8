package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Dependency descriptors against bytes worked out by hand from the specification, and the one of libwebrtc's issue
 * 42225660, which mediasoup's and baresip's tests have too.
 */
class DependencyDescriptorTest {
    /** Number 303, one spatial and three temporal layers, as libwebrtc sends it. */
    private static final String L1T3 = "80012f800214eaa860414d1410208426";

    /** Three spatial layers of 320x180, 640x360 and 1280x720, each of which needs those below. */
    private static final String L3T3 =
            "81000080081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040"
                    + "001d954926e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca87753013f00b3027f016704ff02cf";

    /** The same, but only in key frames. */
    private static final String L3T3_KEY =
            "81000080081485214ea000aaaa8600004000100002a000aaa00600004000100002a000a80006000040"
                    + "001d954926d055249b4154923157f974000ca864330e396222eca8655304384230eca87753013f00b3027f016704ff02cf";

    /** The numbers of its templates are 62, 63, 0, 1 and 2. */
    private static final String L1T3_FROM_62 = "feffff87c214eaa860414d1410208426";

    private final DependencyStructures known = new DependencyStructures();
    private final DependencyDescriptor descriptor = new DependencyDescriptor();

    private boolean parse(String hex) {
        byte[] bytes = HexFormat.of().parseHex("ff" + hex + "ff");
        return descriptor.parse(bytes, 1, bytes.length - 2, known);
    }

    private DependencyStructure learn(String hex) {
        assertThat(parse(hex)).isTrue();
        assertThat(descriptor.structureAttached()).isTrue();
        known.add(descriptor.structure());
        return descriptor.structure();
    }

    /** Layers, indications, frame and chain differences of the frame. */
    private String frame() {
        DependencyStructure structure = descriptor.structure();
        String indications = IntStream.range(0, structure.decodeTargets())
                .mapToObj(target -> switch (descriptor.indication(target)) {
                    case NOT_PRESENT -> "-";
                    case DISCARDABLE -> "D";
                    case SWITCH -> "S";
                    case REQUIRED -> "R";
                })
                .collect(Collectors.joining());
        String differences = IntStream.range(0, descriptor.differences())
                .mapToObj(index -> "" + descriptor.difference(index))
                .collect(Collectors.joining(","));
        String chains = IntStream.range(0, structure.chains())
                .mapToObj(chain -> "" + descriptor.chainDifference(chain))
                .collect(Collectors.joining(","));
        return descriptor.spatialId() + "." + descriptor.temporalId() + " " + indications + " [" + differences + "] ["
                + chains + "]";
    }

    @Test
    void aPublishedDescriptorOfLibwebrtcIsRead() {
        DependencyStructure structure = learn(L1T3);

        assertThat(descriptor.startOfFrame()).isTrue();
        assertThat(descriptor.endOfFrame()).isFalse();
        assertThat(descriptor.keyFrame()).isTrue();
        assertThat(descriptor.templateId()).isZero();
        assertThat(descriptor.frameNumber()).isEqualTo(303);
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0b111);
        assertThat(frame()).isEqualTo("0.0 SSS [] [0]");
        assertThat(structure.templates()).isEqualTo(5);
        assertThat(structure.decodeTargets()).isEqualTo(3);
        assertThat(structure.chains()).isEqualTo(1);
        assertThat(structure.spatialLayers()).isEqualTo(1);
        assertThat(structure.pictureSize(0)).isZero();
        assertThat(IntStream.range(0, 3).map(structure::temporalId)).containsExactly(0, 1, 2);
        assertThat(IntStream.range(0, 3).map(structure::chainOf)).containsOnly(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            L1T3         | 410130       | 0.0 SSS [4] [4]
            L1T3         | 820131       | 0.1 -DS [2] [2]
            L1T3         | c30132       | 0.2 --D [1] [1]
            L1T3         | c40133       | 0.2 --D [1] [3]
            L1T3_FROM_62 | c0ffff       | 0.1 -DS [2] [2]
            L1T3_FROM_62 | c20000       | 0.2 --D [1] [3]
            L3T3         | 850c00       | 1.0 ---SSSRRR [12,1] [1,1,1]
            L3T3         | 8e0c00       | 2.2 --------D [3,1] [11,10,9]
            L3T3_KEY     | 8a0c00       | 2.0 ------SSS [12] [2,1,12]
            L3T3_KEY     | 830c00       | 0.2 --D------ [3] [3,2,1]
            # everything custom: differences of 4, 4, 8 and 12 bits; and no difference at all
            L1T3         | 4400057bd907e10c4acc80 | 0.2 RDS [1,16,17,300] [200]
            L1T3         | c1000610     | 0.0 SSS [] [4]
            """)
    void framesAreExplainedByTheStructureBefore(String structure, String frame, String explained) {
        learn(
                switch (structure) {
                    case "L1T3" -> L1T3;
                    case "L1T3_FROM_62" -> L1T3_FROM_62;
                    case "L3T3" -> L3T3;
                    default -> L3T3_KEY;
                });

        assertThat(parse(frame)).isTrue();

        assertThat(frame()).isEqualTo(explained);
        assertThat(descriptor.structureAttached()).isFalse();
        assertThat(descriptor.keyFrame()).isFalse();
    }

    /** AV1 in L3T3 from a camera of 960 by 540, as Chromium 156 sends it. */
    @Test
    void whatChromiumSendsIsRead() {
        DependencyStructure structure = learn(
                "c1000980081485214eafffaaaa863cf0430c10c302afc0aaa0063c00430010c002a000a80006000040001d954926"
                        + "e082b04a0941b820ac1282503157f974000ca864330e222222eca8655304224230eca8775300ef008601df010d03bf021b");
        assertThat(frame()).isEqualTo("0.0 SSSSSSSSS [] [0,0,0]");
        assertThat(IntStream.range(0, 3).map(structure::pictureSize)).containsExactly(240, 480, 960);
        assertThat(structure.decodeTargets()).isEqualTo(9);

        assertThat(parse("86000a")).isTrue();
        assertThat(frame()).isEqualTo("1.0 ---SSSSSS [1] [1,1,1]");
        assertThat(parse("4b000b")).isTrue();
        assertThat(descriptor.endOfFrame()).isTrue();
        assertThat(frame()).isEqualTo("2.0 ------SSS [1] [2,1,1]");
        // While the line does not carry the largest picture: other chains, other references, other active targets.
        assertThat(parse("c300031a20100800")).isTrue();
        assertThat(frame()).isEqualTo("0.2 --D--R--R [2] [2,1,0]");
        assertThat(parse("c300075ffd10181414")).isTrue();
        assertThat(descriptor.activeDecodeTargetsPresent()).isTrue();
    }

    @Test
    void targetsKnowTheirLayersTheirChainAndWhatTheyInclude() {
        DependencyStructure full = learn(L3T3);
        for (int spatial = 0; spatial < 3; spatial++) {
            for (int temporal = 0; temporal < 3; temporal++) {
                int target = full.decodeTarget(spatial, temporal);
                assertThat(target).isEqualTo(3 * spatial + temporal);
                assertThat(full.spatialId(target)).isEqualTo(spatial);
                assertThat(full.temporalId(target)).isEqualTo(temporal);
                assertThat(full.chainOf(target)).isEqualTo(spatial);
            }
        }
        assertThat(full.decodeTarget(3, 7)).isEqualTo(8);
        assertThat(full.decodeTarget(255, 255)).isEqualTo(8);
        assertThat(full.decodeTarget(1, 7)).isEqualTo(5);
        assertThat(full.decodeTarget(-1, 0)).isEqualTo(-1);
        assertThat(full.includes(8, 0)).isTrue();
        assertThat(full.includes(7, 5)).isFalse();
        assertThat(full.includes(5, 7)).isFalse();
        assertThat(IntStream.range(0, 4).map(full::pictureSize)).containsExactly(320, 640, 1280, 0);

        DependencyStructure keys = learn(L3T3_KEY);
        assertThat(keys.includes(8, 6)).isTrue();
        assertThat(keys.includes(8, 5)).isFalse();
        assertThat(keys.includes(8, 0)).isFalse();
    }

    @Test
    void aStructureWithoutChainsProtectsNothing() {
        DependencyStructure structure = learn("c0000780017a1400");

        assertThat(structure.chains()).isZero();
        assertThat(structure.chainOf(1)).isEqualTo(-1);
        assertThat(structure.temporalId(1)).isEqualTo(1);
    }

    @Test
    void whichTargetsAreActiveIsSaidWhereItChanges() {
        learn(L3T3);
        assertThat(parse("8a000c400c")).isTrue();
        assertThat(descriptor.activeDecodeTargetsPresent()).isTrue();
        assertThat(descriptor.activeDecodeTargets()).isEqualTo(0b011);
        assertThat(parse("8a000c")).isTrue();
        assertThat(descriptor.activeDecodeTargetsPresent()).isFalse();
    }

    @Test
    void whatComesLateIsExplainedByTheStructureBefore() {
        learn(L1T3_FROM_62);
        DependencyStructure next = learn(L3T3);

        assertThat(parse("ff0001")).isTrue();
        assertThat(frame()).isEqualTo("0.0 SSS [4] [4]");
        assertThat(parse("810002")).isTrue();
        assertThat(descriptor.structure()).isSameAs(next);
    }

    @ParameterizedTest
    @CsvSource({
        "8001, is shorter than what is mandatory",
        "800001, has no structure that explains it",
        "80000180, says that a structure follows and ends",
        "80012f800214eaa860414d14102084, is cut in its structure",
        "c501347f, names a template beyond those there are",
        "9f012f800214eaa860414d1410208426, is of no template of its own structure",
        "80012f800000000000000000000000, has 64 templates without an end",
        "80012f80001555555555555555555555, has more temporal layers than there can be",
        "80012f80002aaaaaaaaaaaaaaaaaaaaa, has more spatial layers than there can be",
        "80012f80001bffffffffffffffffffff, refers to more frames than a frame can",
    })
    void whatIsMalformedIsRefused(String hex, String because) {
        assertThat(parse(hex)).as(because).isFalse();
        learn(L1T3);
        assertThat(parse(hex) && !hex.equals("800001")).as(because).isFalse();
    }

    @Test
    void aStructureThatCannotBeWholeCostsNothing() {
        // It says that 64 templates of 32 targets follow, and ends.
        byte[] cut = HexFormat.of().parseHex("800001801f" + "00".repeat(15) + "03ff");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertThat(descriptor.parse(cut, 0, cut.length, known)).isFalse();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            descriptor.parse(cut, 0, cut.length, known);
        }
        // The layers of the templates, and what the runtime itself may need meanwhile.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000 * 400);
    }

    @Test
    void mutatedDescriptorsAreHarmlessAndNothingOutsideThemIsRead() {
        Random random = new Random(47);
        String[] seeds = {L1T3, L3T3, L3T3_KEY, L1T3_FROM_62, "4400057bd907e10c4acc80", "8a000c400c"};
        DependencyDescriptor again = new DependencyDescriptor();
        int understood = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] seed = HexFormat.of().parseHex(seeds[random.nextInt(seeds.length)]);
            int length = random.nextInt(4) == 0 ? random.nextInt(seed.length + 1) : seed.length;
            byte[] bytes = Arrays.copyOf(seed, length);
            for (int i = random.nextInt(4); i > 0 && length > 0; i--) {
                bytes[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            }
            byte[] within = new byte[length + 8];
            random.nextBytes(within);
            System.arraycopy(bytes, 0, within, 4, length);

            boolean read = PayloadFuzzTest.checkDependencies(descriptor, bytes, 0, length, known);
            assertThat(again.parse(within, 4, length, known)).isEqualTo(read);
            if (read && descriptor.structureAttached()) {
                known.add(descriptor.structure());
            }
            understood += read ? 1 : 0;
        }
        assertThat(understood).isGreaterThan(5_000);
    }
}
