package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.SignalingCodec.Read.Received;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptConsumesTest {
    private static final long SECOND = 1_000_000_000L;

    private final KeptConsumes kept = new KeptConsumes();

    private static Received<ClientMessage> request(String producerId) {
        return new Received<>(
                RequestId.NONE, new ClientMessage.Consume(producerId, new RtpCapabilities(List.of(), List.of())));
    }

    @Test
    void allAreTakenInTheOrderTheyCame() {
        kept.keep(request("a"), 0);
        kept.keep(request("b"), 1);

        assertThat(kept.takeAll()).containsExactly(request("a"), request("b"));
        assertThat(kept.isEmpty()).isTrue();
    }

    @Test
    void onlyThoseThatHaveWaitedHalfAMinuteExpire() {
        kept.keep(request("a"), 0);
        kept.keep(request("b"), SECOND);

        assertThat(kept.takeExpired(30 * SECOND - 1)).isEmpty();
        assertThat(kept.takeExpired(30 * SECOND)).containsExactly(request("a"));
        assertThat(kept.takeExpired(31 * SECOND)).containsExactly(request("b"));
        assertThat(kept.isEmpty()).isTrue();
    }

    @Test
    void theClockMayPassItsLargestNumberMeanwhile() {
        kept.keep(request("a"), Long.MAX_VALUE - SECOND);

        assertThat(kept.takeExpired(Long.MAX_VALUE)).isEmpty();
        assertThat(kept.takeExpired(Long.MIN_VALUE + 29 * SECOND)).containsExactly(request("a"));
    }

    @Test
    void thereIsRoomForSomeHundreds() {
        for (int i = 0; i < KeptConsumes.MAXIMUM; i++) {
            assertThat(kept.keep(request("p" + i), 0)).isTrue();
        }

        assertThat(kept.keep(request("one too many"), 0)).isFalse();
        assertThat(kept.takeAll()).hasSize(KeptConsumes.MAXIMUM);
    }
}
