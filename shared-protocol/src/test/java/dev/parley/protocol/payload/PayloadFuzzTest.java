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
        assertThat(dependencies.parse(data, 0, data.length)).isEqualTo(data.length >= 3);
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
