package dev.parley.sfu.room;

/**
 * What one peer, and one room, may have.
 *
 * @param peers in a room
 * @param transports of a peer
 * @param producers of a peer
 * @param consumers of a peer
 */
public record PeerLimits(int peers, int transports, int producers, int consumers) {
    /** Far above any meeting, and bounded all the same. */
    public static final PeerLimits STANDARD = new PeerLimits(2_000, 8, 32, 4_000);
}
