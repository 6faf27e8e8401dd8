package dev.parley.protocol.bwe;

/** Something that uses a simulated link. */
interface Flow {
    /** Time has come this far. */
    void tick(long now);

    /** All that arrived so far. */
    long receivedBytes();
}
