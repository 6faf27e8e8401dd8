package dev.parley.sfu.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBurstIsGrantedAtOnceAndThenTheRate() {
        TokenBucket bucket = new TokenBucket(10, 3, -SECOND);
        assertThat(taken(bucket, 5, -SECOND)).isEqualTo(3);
        assertThat(taken(bucket, 5, -SECOND + SECOND / 10)).isEqualTo(1);
        assertThat(taken(bucket, 5, -SECOND + 3 * SECOND / 10)).isEqualTo(2);
    }

    @Test
    void restFillsItNoFurtherThanTheBurst() {
        TokenBucket bucket = new TokenBucket(10, 3, 0);
        assertThat(taken(bucket, 3, 0)).isEqualTo(3);
        assertThat(taken(bucket, 9, 3600 * SECOND)).isEqualTo(3);
    }

    @Test
    void whoAsksTooOftenStillGetsTheRate() {
        TokenBucket bucket = new TokenBucket(100, 1, 0);
        int granted = 0;
        for (long now = 0; now < SECOND; now += SECOND / 1000) {
            granted += bucket.take(now) ? 1 : 0;
        }
        assertThat(granted).isEqualTo(100);
    }

    private static int taken(TokenBucket bucket, int attempts, long now) {
        int granted = 0;
        for (int i = 0; i < attempts; i++) {
            granted += bucket.take(now) ? 1 : 0;
        }
        return granted;
    }
}
