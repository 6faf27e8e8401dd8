package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.parley.protocol.rtp.RtpPacket;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PayloadFuzzTest {
    private final Vp8Descriptor vp8 = new Vp8Descriptor();
    private final Vp9Descriptor vp9 = new Vp9Descriptor();
    private final RedReader red = new RedReader();
    private final DependencyDescriptor dependencies = new DependencyDescriptor();

    @FuzzTest
    void vp8(byte[] data) {
        checkVp8(data, 0, data.length);
    }

    @FuzzTest
    void vp9(byte[] data) {
        checkVp9(data, 0, data.length);
    }

    @FuzzTest
    void h264(byte[] data) {
        boolean key = H264.isKeyFrame(data, 0, data.length);
        assertThat(key && data.length == 0).isFalse();
    }

    @FuzzTest
    void av1(byte[] data) {
        boolean key = Av1.isKeyFrame(data, 0, data.length);
        assertThat(key && data.length < 2).isFalse();
    }

    @FuzzTest
    void dependencyDescriptor(byte[] data) {
        DependencyStructures known = new DependencyStructures();
        if (checkDependencies(dependencies, data, 0, data.length, known)) {
            assertThat(dependencies.structureAttached()).isTrue();
            known.add(dependencies.structure());
            checkDependencies(dependencies, data, 0, Math.min(data.length, 3), known);
        }
    }

    /** Whether it can be read, and then everything in it. */
    static boolean checkDependencies(
            DependencyDescriptor view, byte[] data, int offset, int length, DependencyStructures known) {
        if (!view.parse(data, offset, length, known)) {
            return false;
        }
        assertThat(length).isGreaterThanOrEqualTo(3);
        DependencyStructure structure = view.structure();
        assertThat(view.frameNumber()).isBetween(0, 0xffff);
        assertThat(view.spatialId()).isBetween(0, structure.spatialLayers() - 1);
        assertThat(view.temporalId()).isBetween(0, 7);
        for (int target = 0; target < structure.decodeTargets(); target++) {
            assertThat(view.indication(target)).isNotNull();
            assertThat(structure.chainOf(target)).isBetween(-1, structure.chains() - 1);
            assertThat(structure.includes(target, target)).isTrue();
            int same = structure.decodeTarget(structure.spatialId(target), structure.temporalId(target));
            assertThat(structure.spatialId(same)).isEqualTo(structure.spatialId(target));
        }
        for (int i = 0; i < view.differences(); i++) {
            assertThat(view.difference(i)).isBetween(1, 4_096);
        }
        for (int chain = 0; chain < structure.chains(); chain++) {
            assertThat(view.chainDifference(chain)).isBetween(0, 255);
        }
        return true;
    }

    @FuzzTest
    void red(byte[] data) {
        checkRed(data);
    }

    private void checkRed(byte[] payload) {
        byte[] bytes = new byte[RtpPacket.FIXED_HEADER_LENGTH + payload.length];
        bytes[0] = (byte) 0x80;
        System.arraycopy(payload, 0, bytes, RtpPacket.FIXED_HEADER_LENGTH, payload.length);
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(bytes, 0, bytes.length) || !red.read(packet)) {
            return;
        }
        RtpPacket shown = new RtpPacket();
        int sum = 0;
        for (int block = 0; block < red.blocks(); block++) {
            for (int type = 0; type < 128; type++) {
                sum += red.show(block, type, shown) ? shown.payloadLength() : 0;
            }
        }
        assertThat(sum).isLessThan(payload.length);
    }

    private void checkVp8(byte[] data, int offset, int length) {
        if (!vp8.parse(data, offset, length)) {
            return;
        }
        assertThat(vp8.length()).isBetween(1, Math.min(6, length - 1));
        assertThat(vp8.pictureIdPosition()).isLessThan(vp8.length());
        assertThat(vp8.tl0PicIdxPosition()).isLessThan(vp8.length());
        byte[] copy = data.clone();
        vp8.renumber(copy, offset, vp8.pictureId(), vp8.tl0PicIdx());
        assertThat(copy).isEqualTo(data);
    }

    private void checkVp9(byte[] data, int offset, int length) {
        if (vp9.parse(data, offset, length)) {
            assertThat(vp9.length()).isBetween(1, length - 1);
        }
    }

    @Test
    void randomPayloadsAreHarmlessAndNothingOutsideThemIsRead() {
        Random random = new Random(23);
        String[] types = {"video/VP8", "video/VP9", "video/H264", "video/AV1", "audio/opus"};
        for (int round = 0; round < 50_000; round++) {
            int length = random.nextInt(24);
            byte[] bytes = new byte[length + random.nextInt(3)];
            random.nextBytes(bytes);
            byte[] exact = Arrays.copyOf(bytes, length);
            checkRed(exact);
            checkVp8(bytes, bytes.length - length, length);
            checkVp9(bytes, bytes.length - length, length);
            String type = types[round % types.length];
            // The same answer whether or not bytes follow: none of them was looked at.
            assertThat(KeyFrameDetector.of(type).isKeyFrame(bytes, 0, length))
                    .isEqualTo(KeyFrameDetector.of(type).isKeyFrame(exact, 0, length));
        }
    }
}
