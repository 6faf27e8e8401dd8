package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLimitTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PER_SECOND = 5;
    private static final int AT_ONCE = PER_SECOND * SourceLimit.BURST_SECONDS;

    private final SourceLimit limit = new SourceLimit("tests", PER_SECOND);

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** How many of {@code attempts} are let through. */
    private int taken(String from, int attempts, long nowNanos) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += limit.take(address(from), nowNanos) ? 1 : 0;
        }
        return taken;
    }

    @Test
    void manyMayComeAtOnceAndThenSomeEachSecond() {
        assertThat(taken("192.0.2.1", 1_000, 0)).isEqualTo(AT_ONCE);
        assertThat(limit.refused()).isEqualTo(1_000 - AT_ONCE);
        assertThat(taken("192.0.2.1", 1_000, SECOND)).isEqualTo(PER_SECOND);
        assertThat(taken("192.0.2.1", 1_000, 1_000 * SECOND)).isEqualTo(AT_ONCE);
    }

    @Test
    void oneAddressDoesNotSpoilItForAnother() {
        taken("192.0.2.1", 1_000, 0);

        assertThat(taken("192.0.2.2", 1, 0)).isEqualTo(1);
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountAsOne() {
        taken("2001:db8:0:1::1", AT_ONCE, 0);

        assertThat(taken("2001:db8:0:1:ffff::2", 1, 0)).isZero();
        assertThat(taken("2001:db8:0:2::1", 1, 0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.9", "::1"})
    void loopbackIsExemptForAProxyLivesThere(String loopback) {
        assertThat(taken(loopback, 1_000, 0)).isEqualTo(1_000);
        assertThat(limit.refused()).isZero();
    }

    @Test
    void whoFloodsFromManyAddressesTakesNoMoreMemoryAndTheBusiestIsNotForgotten() {
        taken("192.0.2.1", AT_ONCE, 0);
        for (int i = 0; i < SourceLimit.MAXIMUM_SOURCES * 3; i++) {
            taken("2001:db8:%x:%x::1".formatted(i >>> 16, i & 0xffff), 1, 0);
            if (i % 1_000 == 0) {
                assertThat(taken("192.0.2.1", 1, 0)).isZero();
            }
        }

        assertThat(limit.sources()).isEqualTo(SourceLimit.MAXIMUM_SOURCES);
        assertThat(taken("192.0.2.1", 1, 0)).isZero();
    }

    @Test
    void aWebSocketTooManyIsRefusedWithTheTimeToWait() {
        WebSocketUpgrade upgrade = new WebSocketUpgrade(
                new OriginPolicy(List.of(), false), HttpLimits.STANDARD, limit, new RecordingOwner());
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers()
                .set(HttpHeaderNames.CONNECTION, "Upgrade")
                .set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13")
                .set(HttpHeaderNames.SEC_WEBSOCKET_KEY, "AAAAAAAAAAAAAAAAAAAAAA==");
        InetAddress from = address("192.0.2.1");
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(upgrade.refusal(request, Authority.UNKNOWN, from, 0)).isNull();
        }

        FullHttpResponse refusal =
                Objects.requireNonNull(upgrade.refusal(request, Authority.UNKNOWN, from, 0), "the last one too many");

        assertThat(refusal.status()).isEqualTo(HttpResponseStatus.TOO_MANY_REQUESTS);
        assertThat(refusal.headers().getInt(HttpHeaderNames.RETRY_AFTER)).isPositive();
        assertThat(upgrade.refusal(request, Authority.UNKNOWN, from, SECOND)).isNull();
    }
}
