package dev.parley.sfu.producer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFrameRequestsTest {
    private static final long MILLI = 1_000_000L;

    private final KeyFrameRequests requests = new KeyFrameRequests();

    @Test
    void nothingIsAskedForWithoutNeed() {
        assertThat(requests.poll(0)).isFalse();
    }

    @Test
    void theFirstNeedIsAskedForAtOnce() {
        requests.want(0);

        assertThat(requests.poll(0)).isTrue();
        assertThat(requests.poll(MILLI)).isFalse();
    }

    @Test
    void itIsAskedForAgainUntilItComes() {
        requests.want(0);
        assertThat(requests.poll(0)).isTrue();
        assertThat(requests.poll(499 * MILLI)).isFalse();
        assertThat(requests.poll(500 * MILLI)).isTrue();
        assertThat(requests.poll(1_000 * MILLI)).isTrue();

        requests.keyFrame(1_100 * MILLI);

        assertThat(requests.waiting()).isFalse();
        assertThat(requests.poll(5_000 * MILLI)).isFalse();
    }

    @Test
    void aNeedSoonAfterAKeyFrameWaits() {
        requests.want(0);
        assertThat(requests.poll(0)).isTrue();
        requests.keyFrame(50 * MILLI);
        requests.want(100 * MILLI);

        assertThat(requests.poll(100 * MILLI)).isFalse();
        assertThat(requests.poll(349 * MILLI)).isFalse();
        assertThat(requests.poll(350 * MILLI)).isTrue();
    }

    @Test
    void manyNeedsAreOneRequest() {
        int asked = 0;
        for (int i = 0; i < 100; i++) {
            requests.want(i * MILLI);
            asked += requests.poll(i * MILLI) ? 1 : 0;
        }

        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aPublisherThatNeverAnswersIsLeftAlone() {
        requests.want(0);
        for (long at = 0; at <= KeyFrameRequests.GIVE_UP_NANOS; at += 100 * MILLI) {
            requests.poll(at);
        }

        assertThat(requests.poll(KeyFrameRequests.GIVE_UP_NANOS + 600 * MILLI)).isFalse();
        assertThat(requests.waiting()).isFalse();
    }
}
