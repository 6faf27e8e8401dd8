package dev.parley.protocol.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Vp8PacketizerTest {
    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    private static List<byte[]> payloads(Vp8Packetizer packetizer, byte[] frame) {
        List<byte[]> payloads = new ArrayList<>();
        List<Boolean> markers = new ArrayList<>();
        packetizer.packetize(frame, 0, frame.length, (buffer, length, last) -> {
            payloads.add(Arrays.copyOf(buffer, length));
            markers.add(last);
        });
        assertThat(markers.indexOf(true)).isEqualTo(payloads.size() - 1);
        return payloads;
    }

    @ParameterizedTest
    @CsvSource({
        // max, frame bytes, payload sizes
        "104, 1,    5",
        "104, 100,  104",
        "104, 101,  55 54",
        "104, 200,  104 104",
        "104, 201,  71 71 71",
        "104, 250,  88 88 86",
        "7,   10,   7 7 7 5",
    })
    void payloadsAreEqualInSizeButTheLast(int max, int bytes, String sizes) {
        byte[] frame = new byte[bytes];
        new Random(1).nextBytes(frame);
        var payloads = payloads(new Vp8Packetizer(max, 0, 0), frame);
        assertThat(payloads.stream().map(p -> p.length))
                .containsExactlyElementsOf(
                        Arrays.stream(sizes.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void theDescriptorSaysWhereAPictureBeginsAndCounts() {
        var packetizer = new Vp8Packetizer(50, 32767, 0);
        byte[] frame = new byte[100];
        for (int expected : new int[] {32767, 0, 1}) {
            var payloads = payloads(packetizer, frame);
            for (int i = 0; i < payloads.size(); i++) {
                byte[] payload = payloads.get(i);
                assertThat(descriptor.parse(payload, 0, payload.length)).isTrue();
                assertThat(descriptor.length()).isEqualTo(4);
                assertThat(descriptor.startOfFrame()).isEqualTo(i == 0);
                assertThat(descriptor.keyFrame()).isEqualTo(i == 0);
                assertThat(descriptor.longPictureId()).isTrue();
                assertThat(descriptor.pictureId()).isEqualTo(expected);
                assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
            }
        }
    }

    @Test
    void layersAreWrittenAndTheBaseCounted() {
        var packetizer = new Vp8Packetizer(50, 5, 254);
        int[] expected = {255, 255, 0, 0, 1};
        for (int i = 0; i < expected.length; i++) {
            int layer = i % 2;
            int index = i;
            packetizer.packetizeLayer(
                    new byte[] {1, 2}, 0, 2, layer, layer == 1, layer == 1, (buffer, length, last) -> {
                        assertThat(length).isEqualTo(8);
                        assertThat(last).isTrue();
                        assertThat(descriptor.parse(buffer, 0, length)).isTrue();
                        assertThat(descriptor.pictureId()).isEqualTo(5 + index);
                        assertThat(descriptor.tl0PicIdx()).isEqualTo(expected[index]);
                        assertThat(descriptor.temporalId()).isEqualTo(layer);
                        assertThat(descriptor.layerSync()).isEqualTo(layer == 1);
                        assertThat(descriptor.nonReference()).isEqualTo(layer == 1);
                    });
        }
    }

    @Test
    void anEmptyPictureHasNoPayloads() {
        assertThat(payloadsOfNothing()).isZero();
        assertThatThrownBy(() -> new Vp8Packetizer(6, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int payloadsOfNothing() {
        int[] count = new int[1];
        new Vp8Packetizer(100, 0, 0).packetize(new byte[0], 0, 0, (buffer, length, last) -> count[0]++);
        return count[0];
    }
}
