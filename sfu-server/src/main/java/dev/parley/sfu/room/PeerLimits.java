package dev.parley.sfu.room;

/**
 * What one peer, and one room, may have.
 *
 * @param peers in a room
 * @param transports of a peer
 * @param producers of a peer
 * @param consumers of a peer
 * @param consumersOfOne of a peer, of one and the same producer: each costs the server what the producer sends
 */
public record PeerLimits(int peers, int transports, int producers, int consumers, int consumersOfOne) {
    /** Far above any meeting, and bounded all the same. */
    public static final PeerLimits STANDARD = new PeerLimits(2_000, 8, 32, 4_000, 4);
}
