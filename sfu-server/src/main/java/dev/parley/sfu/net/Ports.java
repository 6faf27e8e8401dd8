package dev.parley.sfu.net;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.Egress;
import dev.parley.sfu.transport.TransportTuple;
import dev.parley.sfu.transport.WebRtcTransport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * All the sockets of one Worker: UDP and TCP on the same port number, or TCP on the port that all Workers share; who owns
 * which address, and the way out.
 *
 * <p>Thread: the Worker's, but for {@link #bind}, {@link #adopt} and {@link #close}.
 */
public final class Ports implements SharedTcpPort.Owner {
    private static final int FREE_PORT_TRIES = 20;

    private final TransportTable table;
    private final WorkerEgress egress;
    private final NetworkLoop loop;
    private final TcpConnections connections;
    private final @Nullable SharedTcpPort shared;
    private @Nullable UdpPort udp;
    private @Nullable TcpPort tcp;

    private Ports(NetworkLoop loop, @Nullable SharedTcpPort shared, WorkerCounters counters, BrokenListener broken) {
        this.loop = loop;
        this.shared = shared;
        this.table = new TransportTable(this::tuple, counters, broken);
        this.egress = new WorkerEgress(loop.loop(), counters);
        this.connections = new TcpConnections(loop, table);
    }

    /**
     * Binds the sockets. Waits for the loop, so it is not to be called on it.
     *
     * @param address the address and port to bind; a wildcard one takes IPv6 and IPv4
     * @param settings how it works over UDP
     * @param withTcp whether it has a TCP port of its own
     * @param shared the TCP port that its connections come from besides, if any
     * @throws CompletionException with the cause when the address cannot be bound
     */
    public static Ports bind(
            NetworkLoop loop,
            InetSocketAddress address,
            boolean withUdp,
            UdpSettings settings,
            boolean withTcp,
            @Nullable SharedTcpPort shared,
            WorkerCounters counters,
            BrokenListener broken) {
        int more = address.getPort() == 0 ? FREE_PORT_TRIES : 0;
        while (true) {
            try {
                return bindOnce(loop, address, withUdp, settings, withTcp, shared, counters, broken);
            } catch (CompletionException e) {
                // The number that is free over UDP may be taken over TCP: the system then gives another.
                if (more-- == 0) {
                    throw e;
                }
            }
        }
    }

    private static Ports bindOnce(
            NetworkLoop loop,
            InetSocketAddress address,
            boolean withUdp,
            UdpSettings settings,
            boolean withTcp,
            @Nullable SharedTcpPort shared,
            WorkerCounters counters,
            BrokenListener broken) {
        Ports ports = new Ports(loop, shared, counters, broken);
        InetSocketAddress local = LocalAddresses.widened(address);
        boolean ipv6 = local.getAddress() instanceof Inet6Address;
        try {
            if (withUdp) {
                UdpPort udp = UdpPort.bind(loop, local, ipv6, settings, ports.table, counters, broken);
                ports.udp = udp;
                ports.egress.datagrams(udp.sender());
            }
            if (withTcp) {
                InetSocketAddress same = ports.udp == null ? local : ports.udp.local();
                ports.tcp = TcpPort.bind(loop, same, ipv6, ports.connections);
            }
        } catch (RuntimeException | Error e) {
            ports.close();
            throw e;
        }
        return ports;
    }

    private TransportTuple tuple(InetSocketAddress remote) {
        if (udp == null) {
            throw new IllegalStateException("a datagram without a UDP port");
        }
        return udp.tuple(remote);
    }

    /** The number of both ports. */
    public int number() {
        return udp != null ? udp.local().getPort() : tcp != null ? tcp.local().getPort() : 0;
    }

    /** Told when taking in a datagram failed in a way that no transport can be blamed for. */
    public interface BrokenListener {
        /** Called on the Worker's thread. */
        void broken(Throwable cause);
    }

    /** The door out. */
    public Egress egress() {
        return egress;
    }

    /** Sends what waits for the end of this loop pass. */
    public void flush() {
        egress.flushNow();
    }

    /** ICE checks that name {@code usernameFragment} are for {@code transport}. */
    public void named(String usernameFragment, WebRtcTransport transport) {
        table.named(usernameFragment, transport);
        if (shared != null) {
            shared.named(usernameFragment, this);
        }
    }

    /** No transport has this name any more. */
    public void retired(String usernameFragment) {
        table.retired(usernameFragment);
        if (shared != null) {
            shared.retired(usernameFragment);
        }
    }

    /** Packets from {@code tuple} are {@code transport}'s. */
    public void pathAdded(TransportTuple tuple, WebRtcTransport transport, long nowNanos) {
        table.pathAdded(tuple, transport, nowNanos);
    }

    /** Packets from {@code tuple} are not {@code transport}'s any more. */
    public void pathRemoved(TransportTuple tuple, WebRtcTransport transport) {
        table.pathRemoved(tuple, transport);
    }

    /** How many names transports have. */
    public int names() {
        return table.names();
    }

    /** How many addresses and connections belong to transports. */
    public int paths() {
        return table.paths();
    }

    @Override
    public void adopt(Channel connection, ByteBuf received) {
        EventLoop own = loop.loop();
        own.register(connection).addListener((ChannelFutureListener) registered -> {
            if (registered.isSuccess()) {
                connections.adopt(connection, received);
            } else {
                // The loop has ended; what was the connection's is freed with it.
                received.release();
                connection.unsafe().closeForcibly();
            }
        });
    }

    /** Gives the port back at once, on whatever thread: also that of a loop that hangs. */
    public void close() {
        // Each is closed, also when another one cannot be.
        try (var _ = connections;
                var _ = tcp;
                var _ = udp) {
            egress.close();
            if (shared != null) {
                shared.gone(this);
            }
        }
    }
}
