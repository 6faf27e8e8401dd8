package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that belong to nobody, on a real socket. */
class TcpPortTest {
    private final NetworkLoop loop = NetworkLoop.start("test");
    private final WorkerCounters drops = new WorkerCounters();
    private final List<Throwable> broken = new ArrayList<>();
    private final TransportTable table = new TransportTable(remote -> new UdpTuple(remote, false), drops, broken::add);

    private TcpPort port(Duration claim) {
        return TcpPort.bind(
                loop,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                false,
                new TcpConnections(loop, table, claim));
    }

    private static Socket connect(TcpPort port) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(port.local());
        return socket;
    }

    private long unknown() {
        return loop.loop()
                .submit(() -> drops.of(DropReason.UNKNOWN_DATAGRAM))
                .syncUninterruptibly()
                .getNow();
    }

    @AfterEach
    void end() {
        var _ = loop.group().shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void aConnectionThatNeverSendsIsClosed() throws IOException {
        TcpPort port = port(Duration.ofMillis(50));
        try (Socket silent = connect(port)) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        port.close();
    }

    @Test
    void aConnectionThatSendsWhatIsForNobodyIsClosedToo() throws IOException {
        TcpPort port = port(Duration.ofMillis(200));
        try (Socket strange = connect(port)) {
            strange.getOutputStream().write(new byte[] {0, 3, (byte) 0x80, 2, 3});

            assertThat(strange.getInputStream().read()).isEqualTo(-1);
            assertThat(unknown()).isEqualTo(1);
        }
        port.close();
    }

    @Test
    void framesAreCutByTheirLengthsNotByTheNetwork() throws IOException {
        TcpPort port = port(Duration.ofSeconds(20));
        try (Socket socket = connect(port)) {
            byte[] three = {0, 1, 9, 0, 2, 9, 9, 0, 0};
            for (byte each : three) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
            }

            await().untilAsserted(() -> assertThat(unknown()).isEqualTo(3));
            assertThat(broken).isEmpty();
        }
        port.close();
    }

    @Test
    void onlySoManyUnclaimedConnectionsComeFromOneAddress() throws IOException {
        TcpPort port = port(Duration.ofSeconds(20));
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                sockets.add(connect(port));
            }
            Socket oneTooMany = connect(port);
            sockets.add(oneTooMany);

            assertThat(oneTooMany.getInputStream().read()).isEqualTo(-1);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        port.close();
    }
}
