package dev.parley.sfu.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses under which this machine can be reached, as its interfaces have them. */
public final class LocalAddresses {
    /** Interfaces seldom change, and listing them can take milliseconds. */
    private static final long FRESH_NANOS = 5_000_000_000L;

    private static volatile Listing last = new Listing(List.of(), Long.MIN_VALUE);

    private record Listing(List<String> addresses, long nanos) {}

    private LocalAddresses() {}

    /**
     * The addresses of the interfaces that are up, IPv4 first; no loopback, and no link-local ones, which mean nothing
     * without an interface's name. Not older than five seconds.
     */
    public static List<String> up() {
        Listing known = last;
        long nowNanos = System.nanoTime();
        if (known.nanos() == Long.MIN_VALUE || nowNanos - known.nanos() > FRESH_NANOS) {
            known = new Listing(list(), nowNanos);
            last = known;
        }
        return known.addresses();
    }

    private static List<String> list() {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp() && !each.isLoopback()) {
                    each.inetAddresses().filter(LocalAddresses::usable).forEach(found::add);
                }
            }
        } catch (SocketException e) {
            throw new IllegalStateException("the machine's network interfaces cannot be listed", e);
        }
        found.sort(Comparator.comparingInt(address -> address instanceof Inet4Address ? 0 : 1));
        return found.stream().map(LocalAddresses::text).distinct().toList();
    }

    /** The wildcard address as IPv6 has it, which takes IPv4 too, where the machine has IPv6; others as they are. */
    static InetSocketAddress widened(InetSocketAddress address) {
        if (!address.getAddress().isAnyLocalAddress()) {
            return address;
        }
        try (DatagramChannel probe = DatagramChannel.open(StandardProtocolFamily.INET6)) {
            InetAddress any = InetAddress.getByAddress(new byte[16]);
            probe.bind(new InetSocketAddress(any, 0));
            return new InetSocketAddress(any, address.getPort());
        } catch (IOException | UnsupportedOperationException e) {
            return address;
        }
    }

    private static boolean usable(InetAddress address) {
        return !address.isLinkLocalAddress() && !address.isMulticastAddress() && !address.isAnyLocalAddress();
    }

    /** Whether {@code address} is one of this machine's, a loopback one included. */
    public static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /** The address without an interface's name behind it. */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
