package dev.parley.protocol.signaling;

/** The two generations of the protocol. A peer is of the base one until its {@code joinRoom} says otherwise. */
public enum Generation {
    /** The base messages only, with their base fields only. */
    BASE,
    /** Everything: the peer sent {@code "protocol": 2} in {@code joinRoom}. */
    EXTENDED
}
