package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** What real sockets send to a port reaches its sink, whether Netty reads it (bursts of 1) or the system is called. */
class UdpPortReadingTest {
    private final NetworkLoop loop = NetworkLoop.start("test");
    private final WorkerCounters drops = new WorkerCounters();
    private final ReceivedDatagrams received = new ReceivedDatagrams();
    private final List<UdpPort> ports = new ArrayList<>();

    @AfterEach
    void end() {
        ports.forEach(UdpPort::close);
        var _ = loop.group().shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private UdpPort port(String ip, int number, int burst) throws IOException {
        return port(loop, ip, number, burst, cause -> {
            throw new AssertionError(cause);
        });
    }

    private UdpPort port(NetworkLoop loop, String ip, int number, int burst, Ports.BrokenListener broken)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(ip), number);
        UdpSettings settings = new UdpSettings(burst, true, 16, 0, true, true);
        boolean ipv6 = address.getAddress() instanceof Inet6Address;
        UdpPort port = UdpPort.bind(loop, address, ipv6, settings, received, drops, broken);
        ports.add(port);
        return port;
    }

    private static DatagramSocket socket(String ip) throws IOException {
        return new DatagramSocket(new InetSocketAddress(InetAddress.getByName(ip), 0));
    }

    private static void send(DatagramSocket from, String ip, UdpPort to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        InetAddress address = InetAddress.getByName(ip);
        from.send(new DatagramPacket(bytes, bytes.length, address, to.local().getPort()));
    }

    /** Keeps the loop from reading until it is run. */
    private Runnable heldUp() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch latch = new CountDownLatch(1);
        loop.loop().execute(() -> {
            held.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        held.await();
        return latch::countDown;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32})
    void aDatagramComesWithItsSource(int burst) throws Exception {
        UdpPort port = port("127.0.0.1", 0, burst);
        try (DatagramSocket ada = socket("127.0.0.1");
                DatagramSocket bob = socket("127.0.0.1")) {
            send(ada, "127.0.0.1", port, "from ada");
            assertThat(received.next()).isEqualTo(new ReceivedDatagrams.Datagram("from ada", (InetSocketAddress)
                    ada.getLocalSocketAddress()));

            send(bob, "127.0.0.1", port, "");
            assertThat(received.next())
                    .isEqualTo(new ReceivedDatagrams.Datagram("", (InetSocketAddress) bob.getLocalSocketAddress()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void anIpv6WildcardSocketHearsBothFamilies(int burst) throws Exception {
        InetSocketAddress wildcard = LocalAddresses.widened(new InetSocketAddress(0));
        Assumptions.assumeTrue(wildcard.getAddress() instanceof Inet6Address, "a machine with IPv6");
        UdpPort port = port("::", 0, burst);
        try (DatagramSocket four = socket("127.0.0.1");
                DatagramSocket six = socket("::1")) {
            send(four, "127.0.0.1", port, "four");
            assertThat(received.next().from()).isEqualTo(four.getLocalSocketAddress());

            send(six, "::1", port, "six");
            assertThat(received.next().from()).isEqualTo(six.getLocalSocketAddress());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 32})
    void manySendersAreToldApart(int burst) throws Exception {
        UdpPort port = port("127.0.0.1", 0, burst);
        List<DatagramSocket> senders = new ArrayList<>();
        List<ReceivedDatagrams.Datagram> sent = new ArrayList<>();
        try {
            Runnable goOn = heldUp();
            for (int i = 0; i < 50; i++) {
                DatagramSocket sender = socket("127.0.0." + (1 + i % 3));
                senders.add(sender);
                send(sender, "127.0.0.1", port, "number " + i);
                sent.add(new ReceivedDatagrams.Datagram(
                        "number " + i, (InetSocketAddress) sender.getLocalSocketAddress()));
            }
            goOn.run();

            for (ReceivedDatagrams.Datagram each : sent) {
                assertThat(received.next()).isEqualTo(each);
            }
        } finally {
            senders.forEach(DatagramSocket::close);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32})
    void whatIsTooLongIsCountedAndHidesNothingBehindIt(int burst) throws Exception {
        UdpPort port = port("127.0.0.1", 0, burst);
        try (DatagramSocket sender = socket("127.0.0.1")) {
            Runnable goOn = heldUp();
            send(sender, "127.0.0.1", port, "x".repeat(UdpPort.MAXIMUM_DATAGRAM - 1));
            send(sender, "127.0.0.1", port, "y".repeat(UdpPort.MAXIMUM_DATAGRAM));
            send(sender, "127.0.0.1", port, "z".repeat(60_000));
            send(sender, "127.0.0.1", port, "after");
            goOn.run();

            assertThat(received.next().text())
                    .hasSize(UdpPort.MAXIMUM_DATAGRAM - 1)
                    .containsOnlyOnce("x".repeat(1_024) + "x".repeat(UdpPort.MAXIMUM_DATAGRAM - 1 - 1_024));
            assertThat(received.next().text()).isEqualTo("after");
            assertThat(drops.of(DropReason.OVERSIZED)).isEqualTo(2);
        }
    }

    @Test
    void whatWaitsIsReadBurstByBurstAndTheLoopDoesOtherThingsBetween() throws Exception {
        Assumptions.assumeTrue(loop.epoll());
        UdpPort port = port("127.0.0.1", 0, 32);
        List<Integer> readBefore = new ArrayList<>();
        received.also = () -> loop.loop().execute(() -> readBefore.add(received.waiting()));
        try (DatagramSocket sender = socket("127.0.0.1")) {
            Runnable goOn = heldUp();
            for (int i = 0; i < 100; i++) {
                send(sender, "127.0.0.1", port, "number " + i);
            }
            long before = port.reads();
            goOn.run();
            // What the last datagram left to do is done.
            while (received.waiting() < 100) {
                Thread.onSpinWait();
            }
            loop.loop().submit(() -> {}).syncUninterruptibly();

            assertThat(received.texts(100))
                    .isEqualTo(
                            IntStream.range(0, 100).mapToObj(i -> "number " + i).toList());
            assertThat(readBefore.stream().distinct()).containsExactly(32, 64, 96, 100);
            assertThat(port.reads() - before).isEqualTo(4);
        }
    }

    @Test
    void inBurstsOfOneTheChannelReads() throws Exception {
        UdpPort port = port("127.0.0.1", 0, 1);
        try (DatagramSocket sender = socket("127.0.0.1")) {
            send(sender, "127.0.0.1", port, "hello");
            received.next();
        }

        assertThat(port.reads()).isZero();
    }

    @Test
    void noCallFindsNothing() throws Exception {
        Assumptions.assumeTrue(loop.epoll());
        UdpPort port = port("127.0.0.1", 0, 32);
        try (DatagramSocket sender = socket("127.0.0.1")) {
            for (int i = 0; i < 50; i++) {
                send(sender, "127.0.0.1", port, "number " + i);
                received.next();
            }
            // One that was to come is in the loop's next pass.
            loop.loop().submit(() -> {}).syncUninterruptibly();

            assertThat(port.reads()).isEqualTo(50);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aPortIsFreeAtOnceWhenItIsClosedOnAnotherThreadWhileDatagramsCome(int burst) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        UdpPort first = port("127.0.0.1", 0, burst);
        int number = first.local().getPort();
        Thread flood = Thread.ofPlatform().start(() -> {
            try (DatagramSocket sender = socket("127.0.0.1")) {
                while (!ended.get()) {
                    send(sender, "127.0.0.1", first, "flood");
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        try {
            for (int i = 0; i < 20; i++) {
                UdpPort port = i == 0 ? first : port("127.0.0.1", number, burst);
                assertThat(received.next().text()).isEqualTo("flood");
                assertThatCode(port::close).doesNotThrowAnyException();
                // What comes late would be counted to the next one.
                loop.loop().submit(() -> {}).syncUninterruptibly();
                while (received.waiting() > 0) {
                    received.next();
                }
            }
        } finally {
            ended.set(true);
            flood.join();
        }
        assertThat(received.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aPortWhoseLoopHangsIsFreeAtOnce(int burst) throws Exception {
        UdpPort port = port("127.0.0.1", 0, burst);
        Runnable goOn = heldUp();
        port.close();

        try (DatagramSocket other = new DatagramSocket(port.local());
                DatagramSocket sender = socket("127.0.0.1")) {
            other.setSoTimeout(20_000);
            send(sender, "127.0.0.1", port, "for the other");
            goOn.run();
            loop.loop().submit(() -> {}).syncUninterruptibly();

            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            other.receive(packet);
            assertThat(packet.getLength()).isEqualTo("for the other".length());
            assertThat(received.waiting()).isZero();
        }
    }

    @Test
    void anErrorEndsNoLoopAndThePortCanBeClosedAndBoundAgain() throws Exception {
        Assumptions.assumeTrue(loop.epoll());
        received.also = () -> {
            throw new StackOverflowError("made by the test");
        };
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        UdpPort port = port(loop, "127.0.0.1", 0, 32, told::add);
        int number = port.local().getPort();
        try (DatagramSocket sender = socket("127.0.0.1")) {
            send(sender, "127.0.0.1", port, "bad");

            assertThat(told.poll(20, TimeUnit.SECONDS)).hasMessage("made by the test");
            assertThat(received.next().text()).isEqualTo("bad");
            received.also = () -> {};
            port.close();
            UdpPort next = port("127.0.0.1", number, 32);
            send(sender, "127.0.0.1", next, "good");
            assertThat(received.next().text()).isEqualTo("good");
        }
    }

    @Test
    void aPortWhoseLoopHasEndedByAnErrorIsFreeOnceItIsClosed() throws Exception {
        Assumptions.assumeTrue(loop.epoll());
        received.also = () -> {
            throw new StackOverflowError("made by the test");
        };
        NetworkLoop doomed = NetworkLoop.start("doomed");
        UdpPort port = port(doomed, "127.0.0.1", 0, 32, cause -> {
            throw new StackOverflowError("the listener's own");
        });
        int number = port.local().getPort();
        try (DatagramSocket sender = socket("127.0.0.1")) {
            send(sender, "127.0.0.1", port, "bad");
            assertThat(doomed.loop().awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            received.next();
            received.also = () -> {};

            assertThatCode(port::close).doesNotThrowAnyException();
            UdpPort next = port("127.0.0.1", number, 32);
            send(sender, "127.0.0.1", next, "good");
            assertThat(received.next().text()).isEqualTo("good");
        }
    }

    @Test
    void whereTheSystemRefusesTheCallTheChannelReads() throws Exception {
        Assumptions.assumeTrue(loop.epoll());
        CompletableFuture<UdpPort> bound = new CompletableFuture<>();
        CompletableFuture<NetworkLoop> filtered = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            try {
                Assumptions.assumeTrue(SystemCallFilter.refuse(SystemCallFilter.recvmmsg()), "no filters here");
                // Its thread is started by this one, and is refused what this one is.
                filtered.complete(NetworkLoop.start("filtered"));
                bound.complete(port(filtered.join(), "127.0.0.1", 0, 32, bound::completeExceptionally));
            } catch (Throwable e) {
                filtered.completeExceptionally(e);
                bound.completeExceptionally(e);
            }
        });
        UdpPort port = outcome(bound);
        try (DatagramSocket sender = socket("127.0.0.1")) {
            for (int i = 0; i < 10; i++) {
                send(sender, "127.0.0.1", port, "number " + i);
                assertThat(received.next().text()).isEqualTo("number " + i);
            }
        } finally {
            port.close();
            var _ = filtered.join()
                    .group()
                    .shutdownGracefully(0, 5, TimeUnit.SECONDS)
                    .awaitUninterruptibly();
        }
        assertThat(port.reads()).isZero();
    }

    private static UdpPort outcome(CompletableFuture<UdpPort> bound) throws Exception {
        try {
            return bound.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TestAbortedException without) {
                throw without;
            }
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void aPeerThatIsGoneHidesNobody(int burst) throws Exception {
        UdpPort port = port("127.0.0.1", 0, burst);
        UdpTuple gone;
        try (DatagramSocket socket = socket("127.0.0.1")) {
            gone = port.tuple((InetSocketAddress) socket.getLocalSocketAddress());
        }
        try (DatagramSocket sender = socket("127.0.0.1")) {
            for (int i = 0; i < 10; i++) {
                // The system says that nobody is there.
                port.sender().add(new byte[100], 0, 100, gone);
                port.sender().flush();
                send(sender, "127.0.0.1", port, "number " + i);
                assertThat(received.next().text()).isEqualTo("number " + i);
            }
        }
    }
}
