package dev.parley.protocol.media;

import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.Range;

/**
 * Where an ICE agent can be reached.
 *
 * @param priority 1 to 2^32 - 1 (RFC 8445, section 5.1.2)
 * @param ip the address again, under the name that older clients of mediasoup read
 * @param address an IPv4 or IPv6 address without brackets
 * @param tcpType {@code passive} for TCP (RFC 6544), empty for UDP
 */
public record IceCandidate(
        String foundation,
        @Range(min = 0, max = 0xffff_ffffL) long priority,
        String ip,
        @Omittable String address,
        TransportProtocol protocol,
        @Range(min = 0, max = 65535) int port,
        String type,
        @Omittable String tcpType) {
    /** A host candidate for UDP. */
    public static IceCandidate udp(String foundation, long priority, String address, int port) {
        return new IceCandidate(foundation, priority, address, address, TransportProtocol.UDP, port, "host", "");
    }

    /** A host candidate that waits for TCP connections. */
    public static IceCandidate tcpPassive(String foundation, long priority, String address, int port) {
        return new IceCandidate(foundation, priority, address, address, TransportProtocol.TCP, port, "host", "passive");
    }
}
