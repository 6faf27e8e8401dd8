package dev.parley.sfu.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentPacketsTest {
    private static final long MILLI = 1_000_000L;

    private final SentPackets packets = new SentPackets(256, 1_000);

    @Test
    void aPacketIsFoundWithAllItsNumbers() {
        packets.sent(65_535, 0x1234_5602, 1L << 40, 0xfedc_ba98, 32_767, 255, true, 5 * MILLI);

        assertThat(packets.find(65_535)).isTrue();
        assertThat(packets.streamTag()).isEqualTo(0x1234_5602);
        assertThat(packets.producerSequence()).isEqualTo(1L << 40);
        assertThat(packets.timestamp()).isEqualTo(0xfedc_ba98);
        assertThat(packets.pictureId()).isEqualTo(32_767);
        assertThat(packets.tl0()).isEqualTo(255);
    }

    @Test
    void aPacketThatWasNotSentIsNotFound() {
        packets.sent(10, 0, 1, 2, 3, 4, false, 0);

        assertThat(packets.find(11)).isFalse();
        assertThat(packets.find(10 + 64)).isFalse();
    }

    @Test
    void aFastStreamIsRememberedUpToTheBound() {
        for (int i = 0; i < 1_000; i++) {
            packets.sent(i, 0, 70_000 + i, i, 0, 0, false, i * MILLI);
        }

        assertThat(packets.find(999)).isTrue();
        assertThat(packets.find(1_000 - 256)).isTrue();
        assertThat(packets.producerSequence()).isEqualTo(70_744);
        assertThat(packets.find(1_000 - 257)).isFalse();
    }

    @Test
    void aSlowStreamTakesNoMoreThanItNeeds() {
        for (int i = 0; i < 200; i++) {
            packets.sent(i, 0, i, i, 0, 0, false, i * 100L * MILLI);
        }

        assertThat(packets.find(199)).isTrue();
        assertThat(packets.find(199 - 63)).isTrue();
        assertThat(packets.find(199 - 64)).isFalse();
    }

    @Test
    void whatWasSentAgainIsKnownForAWhile() {
        packets.sent(7, 0, 7, 7, 0, 0, false, 0);
        assertThat(packets.find(7)).isTrue();

        assertThat(packets.resentWithin(20 * MILLI, 10 * MILLI)).isFalse();
        packets.resent(10 * MILLI);
        assertThat(packets.resentWithin(20 * MILLI, 29 * MILLI)).isTrue();
        assertThat(packets.resentWithin(20 * MILLI, 30 * MILLI)).isFalse();
    }
}
