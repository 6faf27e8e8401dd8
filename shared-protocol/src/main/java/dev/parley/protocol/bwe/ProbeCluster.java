package dev.parley.protocol.bwe;

/**
 * A short train of packets, sent faster than the estimate to see whether the path carries more.
 *
 * @param id 1 to 65535; goes back into {@link SendSideBandwidth#onPacketSent(int, int, int, long)} with each packet of
 *     the train
 * @param bitsPerSecond how fast to send it
 * @param minBytes the train is complete when it has these many bytes
 * @param minPackets and these many packets
 */
public record ProbeCluster(int id, long bitsPerSecond, int minBytes, int minPackets) {
    /** In place of an id: a packet that belongs to no probe. */
    public static final int NONE = 0;
}
