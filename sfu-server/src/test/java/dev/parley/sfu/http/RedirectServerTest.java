package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The http port of a server with TLS. */
class RedirectServerTest {
    private final IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Map<String, String> proofs = Map.of("token-1", "token-1.thumbprint");
    private final RedirectServer server = new RedirectServer(
            group,
            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
            HttpLimits.STANDARD,
            443,
            token -> Optional.ofNullable(proofs.get(token)));
    private InetSocketAddress address = new InetSocketAddress(0);

    @BeforeEach
    void start() throws IOException {
        address = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private String get(String path) throws IOException {
        try (RawSocket socket = new RawSocket(address)) {
            socket.write("GET " + path + " HTTP/1.1\r\nHost: meet.example\r\n\r\n");
            return socket.readAll();
        }
    }

    @Test
    void aPageIsLedToHttps() throws IOException {
        assertThat(get("/r/tea?x=1"))
                .startsWith("HTTP/1.1 308 ")
                .contains("location: https://meet.example/r/tea?x=1\r\n");
    }

    @Test
    void anAuthorityGetsTheProofThatIsDueAndNoOther() throws IOException {
        assertThat(get("/.well-known/acme-challenge/token-1"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\ntoken-1.thumbprint\n");
        for (String none : List.of("token-2", "", "token-1/x", "../token-1")) {
            assertThat(get("/.well-known/acme-challenge/" + none))
                    .as(none)
                    .startsWith("HTTP/1.1 404 ")
                    .doesNotContain("thumbprint");
        }
    }
}
