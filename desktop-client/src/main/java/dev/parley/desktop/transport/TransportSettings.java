package dev.parley.desktop.transport;

/**
 * What the transports of a call share.
 *
 * @param media the thread they live on
 * @param udpAllowed false to use TCP only
 * @param roundTrip to the server
 */
public record TransportSettings(MediaThread media, boolean udpAllowed, RoundTrip roundTrip) {}
