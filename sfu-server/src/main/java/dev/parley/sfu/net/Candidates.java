package dev.parley.sfu.net;

import dev.parley.protocol.media.IceCandidate;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The ICE candidates a Worker offers: each address over UDP and over TCP.
 *
 * @param announced the addresses to offer; empty for those of the interfaces that are up
 * @param tcpAddresses the only ones to offer over TCP; empty for the same as over UDP
 * @param udp whether UDP is offered
 * @param tcp whether TCP is offered
 * @param preferUdp whether a client should try UDP first wherever it can
 */
public record Candidates(
        List<String> announced, List<String> tcpAddresses, boolean udp, boolean tcp, boolean preferUdp) {
    /** Host candidates, component 1 (RFC 8445, section 5.1.2.1). */
    private static final long HOST_PREFERENCE = 126L << 24;

    private static final int COMPONENT = 1;
    private static final int HIGHEST_LOCAL_PREFERENCE = 65535;

    /** Keeps every TCP candidate behind every UDP one. */
    private static final int LESS_WANTED = 10_000;

    /** Copies the lists. */
    public Candidates {
        announced = List.copyOf(announced);
        tcpAddresses = List.copyOf(tcpAddresses);
    }

    /** The same addresses over both. */
    public Candidates(List<String> announced, boolean udp, boolean tcp, boolean preferUdp) {
        this(announced, List.of(), udp, tcp, preferUdp);
    }

    /** As below, with UDP and TCP on the same port number. */
    public List<IceCandidate> on(int port, List<InetAddress> loopbackClient) {
        return on(port, port, loopbackClient);
    }

    /**
     * The candidates for one client.
     *
     * @param loopbackClient the loopback address the client's signaling came from, which is offered besides; empty when it
     *     came from outside
     */
    public List<IceCandidate> on(int udpPort, int tcpPort, List<InetAddress> loopbackClient) {
        List<String> addresses = new ArrayList<>();
        if (announced.isEmpty()) {
            // Loopback last: a browser on this machine checks from its interface's address, and is answered from there.
            addresses.addAll(LocalAddresses.up());
            loopbackClient.stream().map(LocalAddresses::text).forEach(addresses::add);
            if (addresses.isEmpty()) {
                addresses.add(InetAddress.getLoopbackAddress().getHostAddress());
            }
        } else {
            addresses.addAll(announced);
        }
        List<String> overTcp = tcpAddresses.isEmpty() ? addresses : tcpAddresses;
        List<IceCandidate> result = new ArrayList<>();
        for (int i = 0; udp && i < addresses.size(); i++) {
            result.add(IceCandidate.udp("udp" + i, priority(i, false), addresses.get(i), udpPort));
        }
        for (int i = 0; tcp && i < overTcp.size(); i++) {
            result.add(IceCandidate.tcpPassive("tcp" + i, priority(i, preferUdp && udp), overTcp.get(i), tcpPort));
        }
        return result;
    }

    private static long priority(int index, boolean lessWanted) {
        int local = HIGHEST_LOCAL_PREFERENCE - index - (lessWanted ? LESS_WANTED : 0);
        return HOST_PREFERENCE + ((long) local << 8) + (256 - COMPONENT);
    }
}
