package dev.parley.sfu.http;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An {@link HttpServer} on a free port with files and an owner of the test's own. */
final class ServerUnderTest implements AutoCloseable {
    final RecordingOwner owner = new RecordingOwner();
    final InetSocketAddress address;
    private final IoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpServer server;
    volatile boolean ready = true;

    ServerUnderTest() throws IOException {
        this(HttpLimits.STANDARD);
    }

    ServerUnderTest(HttpLimits limits, String... allowedOrigins) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = new HttpServer(
                group,
                new HttpSettings(anyPort, List.of(allowedOrigins), limits),
                new Condition(),
                owner,
                new StaticFiles(ServerUnderTest.class.getClassLoader(), "http-test-web"));
        address = server.start();
    }

    private final class Condition implements ServerCondition {
        @Override
        public String health() {
            return "{\"status\":\"ok\",\"workers\":2}";
        }

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public CompletableFuture<Optional<String>> examination(String token) {
            return CompletableFuture.supplyAsync(
                    () -> token.equals("good") ? Optional.of("{\"well\":true,\"findings\":[]}") : Optional.empty());
        }
    }

    String host() {
        return "127.0.0.1:" + address.getPort();
    }

    URI page(String path) {
        return URI.create("http://" + host() + path);
    }

    URI socket(String path) {
        return URI.create("ws://" + host() + path);
    }

    RawSocket raw() throws IOException {
        return new RawSocket(address);
    }

    /** Runs on the control thread and waits for it. */
    void onControlThread(Runnable action) {
        group.submit(action).syncUninterruptibly();
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** The standard limits with other deadlines. */
    static HttpLimits deadlines(Duration request, Duration ping, Duration silence, Duration close) {
        HttpLimits standard = HttpLimits.STANDARD;
        return new HttpLimits(
                standard.maxConnections(),
                standard.maxConnectionsPerAddress(),
                request,
                standard.responseDeadline(),
                request,
                ping,
                silence,
                close,
                standard.maxMessageBytes(),
                standard.maxQueuedBytes(),
                standard.framesPerSecond(),
                standard.frameBurst(),
                standard.arrivalsPerSecond());
    }
}
