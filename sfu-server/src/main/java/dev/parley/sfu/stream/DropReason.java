package dev.parley.sfu.stream;

/** Why a packet went no further, besides what its session refuses; each is counted, none is logged. */
public enum DropReason {
    /** A datagram that is none of STUN, DTLS, RTP, RTCP, or from an address that is no one's. */
    UNKNOWN_DATAGRAM,
    /** A datagram longer than a packet may be. */
    OVERSIZED,
    /** Decrypted, but not RTP. */
    MALFORMED_RTP,
    /** Redundant audio that contradicts itself. */
    MALFORMED_RED,
    /** Decrypted, but not RTCP. */
    MALFORMED_RTCP,
    /** RTP that belongs to no producer of the transport. */
    UNKNOWN_STREAM,
    /** RTP with a payload type its producer did not announce. */
    UNKNOWN_PAYLOAD_TYPE,
    /** Already received, as the original or as its retransmission. */
    DUPLICATE,
    /** The kernel would not take it. */
    SEND_FAILED,
    /** A TCP client does not read fast enough. */
    TCP_BACKLOG,
    /** A subscriber asks for more to be sent again than its share. */
    RETRANSMISSION_LIMIT,
    /** The Worker that a subscriber is on does not take its room's packets fast enough. */
    PIPE_FULL,
    /** It waited for its turn on a subscriber's line for too long, or too much waited already. */
    WAITED_TOO_LONG,
    /** It could not be encrypted. */
    PROTECT_FAILED
}
