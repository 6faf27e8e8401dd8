package dev.parley.sfu.browser;

import dev.parley.sfu.load.BadLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between clients and one port of the server: it listens on {@link #ADDRESS} at the server's own port and
 * takes the datagrams of all clients together over one {@link BadLine} each way, by a seed. Datagrams of more than an
 * Ethernet frame holds are lost too, since the loopback's size hides such faults.
 */
final class LossyRelay implements AutoCloseable {
    /** Where clients find it; the server is to announce this and to receive at 127.0.0.1. */
    static final String ADDRESS = "127.0.0.2";

    private static final int LARGEST = 1_472;
    private static final int BUFFER = 2_048;

    private record Datagram(
            ByteBuffer bytes,
            DatagramChannel through,
            @Nullable SocketAddress to) {}

    private final SocketAddress server;
    private final DatagramChannel near;
    private final Thread receiver;
    private final Map<SocketAddress, DatagramChannel> far = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock(); // of both lines
    private final Condition offered = lock.newCondition();
    private final BadLine<Datagram> up;
    private final BadLine<Datagram> down;
    private final Thread carrier =
            Thread.ofPlatform().name("relay-line").daemon().unstarted(this::carry);
    private final AtomicLong passed = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Set<SocketAddress> spared = ConcurrentHashMap.newKeySet();
    private volatile boolean dark;
    private volatile boolean sparing;

    private LossyRelay(int port, long seed, BadLine.Conditions conditions) throws IOException {
        this.up = new BadLine<>(seed, conditions);
        this.down = new BadLine<>(seed + 1, conditions);
        this.server = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        this.near = DatagramChannel.open()
                .bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}), port));
        this.receiver = Thread.ofPlatform().name("relay").daemon().start(this::fromClients);
        carrier.start();
    }

    /**
     * Begins.
     *
     * @param port of the server's only worker
     * @param conditions of each direction
     */
    static LossyRelay begin(int port, long seed, BadLine.Conditions conditions) {
        try {
            return new LossyRelay(port, seed, conditions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether clients that come from now on have a good network. */
    void spareNewcomers(boolean spare) {
        sparing = spare;
    }

    /** Both directions are like this from now on. */
    void become(BadLine.Conditions conditions) {
        lock.lock();
        try {
            long now = System.nanoTime();
            up.become(conditions, now);
            down.become(conditions, now);
            offered.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing through, or again as before. */
    void dark(boolean isDark) {
        dark = isDark;
    }

    /** From now on clients come to the server from other ports, as after a change of network; the old ones are closed. */
    void move() throws IOException {
        List<DatagramChannel> old = List.copyOf(far.values());
        far.clear();
        for (DatagramChannel channel : old) {
            channel.close();
        }
    }

    /** Datagrams that came in and were not refused, both ways. */
    long passed() {
        return passed.get();
    }

    /** Datagrams that did not come out, both ways. */
    long lost() {
        lock.lock();
        try {
            return refused.get() + up.lost() + down.lost();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What happened on the way to clients.
     *
     * @param bits that came in, whether they came out or not
     * @param longestQueueNanos that a datagram waited
     */
    record Down(double bits, long longestQueueNanos) {}

    /** Since this was asked the last time. */
    Down takeDown() {
        lock.lock();
        try {
            return new Down(down.takeOfferedBits(), down.takeLongestQueueNanos());
        } finally {
            lock.unlock();
        }
    }

    private void fromClients() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (near.isOpen()) {
            try {
                SocketAddress client = near.receive(buffer.clear());
                DatagramChannel to = far.computeIfAbsent(client, this::open);
                pass(buffer.flip(), to, null, spared.contains(client), up);
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
                pass(buffer.flip(), near, client, spared.contains(client), down);
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // The server's port is closed for the moment.
            }
        }
    }

    private void pass(
            ByteBuffer bytes,
            DatagramChannel through,
            @Nullable SocketAddress to,
            boolean good,
            BadLine<Datagram> line) {
        if (dark || bytes.remaining() > LARGEST) {
            refused.incrementAndGet();
            return;
        }
        passed.incrementAndGet();
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        Datagram datagram = new Datagram(copy, through, to);
        if (good) {
            send(datagram);
            return;
        }
        lock.lock();
        try {
            line.offer(datagram, copy.remaining(), System.nanoTime());
            offered.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what comes out of the lines, when it does. */
    private void carry() {
        try {
            while (near.isOpen()) {
                send(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private Datagram next() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                Datagram datagram = up.poll(now);
                if (datagram == null) {
                    datagram = down.poll(now);
                }
                if (datagram != null) {
                    return datagram;
                }
                long next = Math.min(up.nextNanos(), down.nextNanos());
                if (next == BadLine.IDLE) {
                    offered.await();
                } else {
                    var _ = offered.awaitNanos(next - now);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private static void send(Datagram datagram) {
        try {
            if (datagram.to == null) {
                datagram.through.write(datagram.bytes);
            } else {
                datagram.through.send(datagram.bytes, datagram.to);
            }
        } catch (IOException e) {
            // The end of it is closed: as good as lost.
        }
    }

    @Override
    public void close() {
        carrier.interrupt();
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
    }
}
