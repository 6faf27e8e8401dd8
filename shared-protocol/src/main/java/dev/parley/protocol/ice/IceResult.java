package dev.parley.protocol.ice;

/** What became of a datagram that an ICE agent was given. */
public enum IceResult {
    /** An authentic check, answered with success. */
    ANSWERED,
    /** An authentic check, answered with an error: role conflict or an attribute that must be understood. */
    REFUSED,
    /** An authentic response to a check of our own. */
    ACCEPTED,
    /** Not a STUN message, or damaged. */
    MALFORMED,
    /** No, unknown or wrong credentials: dropped in silence. */
    UNAUTHENTICATED,
    /** A kind of message this agent has no use for. */
    UNEXPECTED
}
