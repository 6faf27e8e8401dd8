package dev.parley.protocol.bwe;

/** The probe a pacer is carrying out: when its next packet is due, and when it is over. */
final class ProbeTrain {
    /** A probe that cannot be filled, for want of packets and padding, is given up. */
    private static final long PATIENCE_NANOS = 500_000_000L;

    private final ProbeCluster cluster;
    private final long giveUpNanos;
    private long beganNanos;
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
        return Math.max(1, cluster.minBytes() / cluster.minPackets());
    }

    boolean over(long nowNanos) {
        return (bytes >= cluster.minBytes() && packets >= cluster.minPackets()) || nowNanos >= giveUpNanos;
    }

    boolean due(long nowNanos) {
        return packets == 0 || nextNanos() <= nowNanos;
    }

    /** When the next packet is due, once the first is out. */
    long nextNanos() {
        return packets == 0 ? Long.MIN_VALUE : beganNanos + bytes * 8_000_000_000L / cluster.bitsPerSecond();
    }

    void sent(int size, long nowNanos) {
        if (packets == 0) {
            beganNanos = nowNanos;
        }
        packets++;
        bytes += size;
    }
}
