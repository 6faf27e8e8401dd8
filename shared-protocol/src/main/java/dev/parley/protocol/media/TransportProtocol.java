package dev.parley.protocol.media;

/** What carries ICE. */
public enum TransportProtocol {
    /** Datagrams. */
    UDP,
    /** Connections with frames in them (RFC 4571). */
    TCP
}
