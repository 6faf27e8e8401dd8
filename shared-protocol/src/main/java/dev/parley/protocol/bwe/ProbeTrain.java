package dev.parley.protocol.bwe;

/** The probe a pacer is carrying out: when its next packet is due, and when it is over. */
final class ProbeTrain {
    /** A probe that cannot be filled, for want of packets and padding, is given up. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private static final int MAX_PACKET_BYTES = 1_100;
    private static final long RETRY_NANOS = 5_000_000L;

    private final ProbeCluster cluster;
    private final long giveUpNanos;
    private long beganNanos;
    private long retryNanos = Long.MIN_VALUE;
    private long bytes;
    private int packets;

    ProbeTrain(ProbeCluster cluster, long nowNanos) {
        this.cluster = cluster;
        giveUpNanos = nowNanos + PATIENCE_NANOS;
    }

    int id() {
        return cluster.id();
    }

    /** What one packet of the train should have, so that bytes and packets are reached together. */
    int packetBytes() {
        return Math.clamp(cluster.minBytes() / cluster.minPackets(), 1, MAX_PACKET_BYTES);
    }

    boolean over(long nowNanos) {
        return (bytes >= cluster.minBytes() && packets >= cluster.minPackets()) || nowNanos >= giveUpNanos;
    }

    boolean due(long nowNanos) {
        return nextNanos() <= nowNanos;
    }

    /** When the next packet is due: for the first, and where nothing was there to send, a time gone by or close. */
    long nextNanos() {
        return packets == 0 ? retryNanos : Math.max(retryNanos, scheduledNanos());
    }

    private long scheduledNanos() {
        return beganNanos + bytes * 8_000_000_000L / cluster.bitsPerSecond();
    }

    /** There is neither a packet nor padding now. */
    void nothingToSend(long nowNanos) {
        retryNanos = nowNanos + RETRY_NANOS;
    }

    void sent(int size, long nowNanos) {
        if (packets == 0) {
            beganNanos = nowNanos;
        }
        packets++;
        bytes += size;
    }
}
