package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between clients and one port of the server: it listens on {@link #ADDRESS} at the server's own port and
 * loses, delays and reorders datagrams both ways, by a seed. Datagrams of more than an Ethernet frame holds are lost too,
 * since the loopback's size hides such faults.
 */
final class LossyRelay implements AutoCloseable {
    /** Where clients find it; the server is to announce this and to receive at 127.0.0.1. */
    static final String ADDRESS = "127.0.0.2";

    private static final int LARGEST = 1_472;
    private static final int BUFFER = 2_048;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SplittableRandom random;
    private final double loss;
    private final int delayMillis;
    private final int jitterMillis;
    private final SocketAddress server;
    private final DatagramChannel near;
    private final Thread receiver;
    private final Map<SocketAddress, DatagramChannel> far = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Set<SocketAddress> spared = ConcurrentHashMap.newKeySet();
    private volatile boolean dark;
    private volatile boolean sparing;

    private LossyRelay(int port, long seed, double loss, int delayMillis, int jitterMillis) throws IOException {
        this.random = new SplittableRandom(seed);
        this.loss = loss;
        this.delayMillis = delayMillis;
        this.jitterMillis = jitterMillis;
        this.server = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        this.near = DatagramChannel.open()
                .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), port));
        this.receiver = Thread.ofPlatform().name("relay").daemon().start(this::fromClients);
    }

    /**
     * Begins.
     *
     * @param port of the server's only worker
     * @param loss share of datagrams lost in each direction, 0 to 1
     * @param delayMillis each way
     * @param jitterMillis further delay, between none and this, of each datagram by itself
     */
    static LossyRelay begin(int port, long seed, double loss, int delayMillis, int jitterMillis) {
        try {
            return new LossyRelay(port, seed, loss, delayMillis, jitterMillis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients that come from now on have a good network. */
    void spareNewcomers() {
        sparing = true;
    }

    /** Lets nothing through, or again as before. */
    void dark(boolean isDark) {
        dark = isDark;
    }

    /** Datagrams that were let through, both ways. */
    long passed() {
        return passed.get();
    }

    /** Datagrams that were not, both ways. */
    long lost() {
        return lost.get();
    }

    private void fromClients() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (near.isOpen()) {
            try {
                SocketAddress client = near.receive(buffer.clear());
                DatagramChannel to = far.computeIfAbsent(client, this::open);
                pass(buffer.flip(), to, null, client);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private DatagramChannel open(SocketAddress client) {
        try {
            DatagramChannel channel = DatagramChannel.open().connect(server);
            if (sparing) {
                spared.add(client);
            }
            Thread.ofPlatform().name("relay").daemon().start(() -> fromServer(channel, client));
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fromServer(DatagramChannel from, SocketAddress client) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (from.isOpen()) {
            try {
                from.read(buffer.clear());
                pass(buffer.flip(), near, client, client);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // The server's port is closed for the moment.
            }
        }
    }

    private void pass(ByteBuffer datagram, DatagramChannel through, @Nullable SocketAddress to, SocketAddress client) {
        boolean good = spared.contains(client);
        double luck;
        double extra;
        synchronized (random) {
            luck = random.nextDouble();
            extra = random.nextDouble();
        }
        if (dark || (!good && luck < loss) || datagram.remaining() > LARGEST) {
            lost.incrementAndGet();
            return;
        }
        passed.incrementAndGet();
        byte[] copy = new byte[datagram.remaining()];
        datagram.get(copy);
        long wait = good ? 0 : Math.round((delayMillis + extra * jitterMillis) * NANOS_PER_MILLI);
        if (!later.isShutdown()) {
            var _ = later.schedule(() -> send(copy, through, to), wait, TimeUnit.NANOSECONDS);
        }
    }

    private static void send(byte[] datagram, DatagramChannel through, @Nullable SocketAddress to) {
        try {
            if (to == null) {
                through.write(ByteBuffer.wrap(datagram));
            } else {
                through.send(ByteBuffer.wrap(datagram), to);
            }
        } catch (IOException e) {
            // The end of it is closed: as good as lost.
        }
    }

    @Override
    public void close() {
        try {
            near.close();
            // The port is free again when nobody waits at it any more.
            receiver.join();
            for (DatagramChannel channel : far.values()) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        later.shutdownNow();
    }
}
