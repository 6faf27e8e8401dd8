package dev.parley.protocol.bwe;

/** What a packet handed to a {@link Pacer} is, most urgent first. */
public enum PacketClass {
    /** Sent at once. Small, and late audio is heard. */
    AUDIO,
    /** Somebody's picture stands still until it comes. */
    RETRANSMISSION,
    VIDEO
}
