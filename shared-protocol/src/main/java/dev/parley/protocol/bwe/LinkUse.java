package dev.parley.protocol.bwe;

/** What the delay tells of the path (draft-ietf-rmcat-gcc-02, section 5.4). */
enum LinkUse {
    /** Queues keep their length. */
    NORMAL,
    /** A queue grows: more is sent than the path carries. */
    OVERUSE,
    /** A queue drains. */
    UNDERUSE
}
