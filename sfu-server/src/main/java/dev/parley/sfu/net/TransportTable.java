package dev.parley.sfu.net;

import dev.parley.protocol.media.TransportProtocol;
import dev.parley.protocol.stun.StunMessage;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.TransportTuple;
import dev.parley.sfu.transport.WebRtcTransport;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whose datagram is it? An ICE check names the transport it is for; everything else belongs to the transport that owns
 * the address it comes from, which it does once a check from there was authentic.
 */
final class TransportTable implements DatagramSink {
    private record Path(TransportTuple tuple, WebRtcTransport transport) {}

    private final Map<DatagramSource, Path> udpPaths = new HashMap<>();
    private final Map<TransportTuple, WebRtcTransport> tcpPaths = new HashMap<>();
    private final Map<String, WebRtcTransport> byUsernameFragment = new HashMap<>();
    private final Function<InetSocketAddress, TransportTuple> newTuple;
    private final WorkerCounters counters;
    private final Ports.BrokenListener broken;

    TransportTable(
            Function<InetSocketAddress, TransportTuple> newTuple,
            WorkerCounters counters,
            Ports.BrokenListener broken) {
        this.newTuple = newTuple;
        this.counters = counters;
        this.broken = broken;
    }

    @Override
    public void udp(byte[] buffer, int length, DatagramSource from, long nowNanos) {
        counters.received(TransportProtocol.UDP, length);
        try {
            dispatch(buffer, length, from, nowNanos);
        } catch (Throwable cause) {
            broken.broken(cause);
        }
    }

    private void dispatch(byte[] buffer, int length, DatagramSource from, long nowNanos) {
        Path path = udpPaths.get(from);
        if (StunMessage.looksLikeStun(buffer, 0, length)) {
            WebRtcTransport named = named(buffer, length);
            if (named != null) {
                TransportTuple tuple = path == null ? newTuple.apply(from.address()) : path.tuple();
                named.receive(buffer, 0, length, tuple, nowNanos);
                return;
            }
        }
        if (path == null) {
            counters.count(DropReason.UNKNOWN_DATAGRAM);
        } else {
            path.transport().receive(buffer, 0, length, path.tuple(), nowNanos);
        }
    }

    @Override
    public void tcp(byte[] buffer, int length, TransportTuple from, long nowNanos) {
        counters.received(TransportProtocol.TCP, length);
        try {
            dispatch(buffer, length, from, nowNanos);
        } catch (Throwable cause) {
            broken.broken(cause);
        }
    }

    private void dispatch(byte[] buffer, int length, TransportTuple from, long nowNanos) {
        WebRtcTransport owner = tcpPaths.get(from);
        if (owner == null && StunMessage.looksLikeStun(buffer, 0, length)) {
            owner = named(buffer, length);
        }
        if (owner == null) {
            counters.count(DropReason.UNKNOWN_DATAGRAM);
        } else {
            owner.receive(buffer, 0, length, from, nowNanos);
        }
    }

    private @Nullable WebRtcTransport named(byte[] buffer, int length) {
        return StunMessage.receiverUsernameFragment(buffer, 0, length)
                .map(byUsernameFragment::get)
                .orElse(null);
    }

    @Override
    public void tcpClosed(TransportTuple connection, long nowNanos) {
        WebRtcTransport owner = tcpPaths.get(connection);
        if (owner != null) {
            owner.pathClosed(connection, nowNanos);
        }
    }

    /** Whether a transport has taken the connection over. */
    boolean owns(TransportTuple connection) {
        return tcpPaths.containsKey(connection);
    }

    int names() {
        return byUsernameFragment.size();
    }

    int paths() {
        return udpPaths.size() + tcpPaths.size();
    }

    /** ICE checks that name {@code usernameFragment} are for {@code transport}. */
    void named(String usernameFragment, WebRtcTransport transport) {
        byUsernameFragment.put(usernameFragment, transport);
    }

    /** No transport has this name any more. */
    void retired(String usernameFragment) {
        byUsernameFragment.remove(usernameFragment);
    }

    /** Packets from {@code tuple} are {@code transport}'s. */
    void pathAdded(TransportTuple tuple, WebRtcTransport transport, long nowNanos) {
        switch (tuple.protocol()) {
            case UDP -> {
                Path former = udpPaths.put(DatagramSource.of(tuple.remote()), new Path(tuple, transport));
                if (former != null && former.transport() != transport) {
                    // The address changed hands, or somebody pretends so: its former owner has to prove itself again.
                    former.transport().pathClosed(former.tuple(), nowNanos);
                }
            }
            case TCP -> tcpPaths.put(tuple, transport);
        }
    }

    /** Packets from {@code tuple} are not {@code transport}'s any more. */
    void pathRemoved(TransportTuple tuple, WebRtcTransport transport) {
        switch (tuple.protocol()) {
            case UDP -> {
                // The address may belong to another transport by now.
                DatagramSource source = DatagramSource.of(tuple.remote());
                Path path = udpPaths.get(source);
                if (path != null && path.transport() == transport) {
                    udpPaths.remove(source);
                }
            }
            case TCP -> tcpPaths.remove(tuple, transport);
        }
    }
}
