package dev.parley.sfu.stream;

import dev.parley.protocol.media.TransportProtocol;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What one Worker has counted since its start. Used by the Worker's thread only; {@link #values} are for any. */
public final class WorkerCounters {
    private final long[] drops = new long[DropReason.values().length];
    private final long[] bySession = new long[dev.parley.protocol.session.DropReason.values().length];
    private final long[] receivedPackets = new long[TransportProtocol.values().length];
    private final long[] receivedBytes = new long[TransportProtocol.values().length];
    private final long[] sentPackets = new long[TransportProtocol.values().length];
    private final long[] sentBytes = new long[TransportProtocol.values().length];
    private final TimeHistogram handshakes = new TimeHistogram(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);
    private final TimeHistogram lag = new TimeHistogram(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000);
    private long failedHandshakes;
    private long piped;
    private long lostBySubscribers;
    private long askedOfPublishers;
    private long sentAgain;
    private long keyFramesForSubscribers;
    private long keyFramesOfPublishers;

    /** Counts one dropped packet. */
    public void count(DropReason reason) {
        drops[reason.ordinal()]++;
    }

    /** Counts one packet that its session refused. */
    public void count(dev.parley.protocol.session.DropReason reason) {
        bySession[reason.ordinal()]++;
    }

    /** A datagram, or a frame of a TCP connection, came in. */
    public void received(TransportProtocol protocol, int bytes) {
        receivedPackets[protocol.ordinal()]++;
        receivedBytes[protocol.ordinal()] += bytes;
    }

    /** One was handed to the network. */
    public void sent(TransportProtocol protocol, int bytes) {
        sentPackets[protocol.ordinal()]++;
        sentBytes[protocol.ordinal()] += bytes;
    }

    /** A packet goes to another Worker, once for all who consume it there. */
    public void piped() {
        piped++;
    }

    /** A DTLS handshake has succeeded, in so many nanoseconds from the client's parameters on. */
    public void handshake(long nanos) {
        handshakes.add(nanos);
    }

    /** A DTLS handshake has failed. */
    public void handshakeFailed() {
        failedHandshakes++;
    }

    /** The Worker's loop came round so many nanoseconds later than it should have. */
    public void lag(long nanos) {
        lag.add(nanos);
    }

    /** A subscriber says that it lost so many packets (NACK). */
    public void lostBySubscriber(int packets) {
        lostBySubscribers += packets;
    }

    /** A publisher was asked for so many packets again (NACK). */
    public void askedOfPublisher(int packets) {
        askedOfPublishers += packets;
    }

    /** A packet was sent once more. */
    public void sentAgain() {
        sentAgain++;
    }

    /** A subscriber asks for a key frame (PLI or FIR). */
    public void keyFrameForSubscriber() {
        keyFramesForSubscribers++;
    }

    /** A publisher was asked for a key frame (PLI or FIR). */
    public void keyFrameOfPublisher() {
        keyFramesOfPublishers++;
    }

    /** The number of packets dropped for {@code reason}. */
    public long of(DropReason reason) {
        return drops[reason.ordinal()];
    }

    /** A copy of all counts of drops that are not zero, by the names of their reasons. */
    public Map<String, Long> snapshot() {
        Map<String, Long> result = allDrops();
        result.values().removeIf(count -> count == 0);
        return result;
    }

    private Map<String, Long> allDrops() {
        Map<String, Long> result = new TreeMap<>();
        for (DropReason reason : DropReason.values()) {
            result.put(reason.name(), of(reason));
        }
        for (dev.parley.protocol.session.DropReason reason : dev.parley.protocol.session.DropReason.values()) {
            result.put(reason.name(), bySession[reason.ordinal()]);
        }
        return result;
    }

    /** A copy of everything. */
    public Values values() {
        return new Values(
                allDrops(),
                traffic(receivedPackets, receivedBytes),
                traffic(sentPackets, sentBytes),
                piped,
                handshakes.values(),
                failedHandshakes,
                lag.values(),
                lostBySubscribers,
                askedOfPublishers,
                sentAgain,
                keyFramesForSubscribers,
                keyFramesOfPublishers);
    }

    private static Map<TransportProtocol, Traffic> traffic(long[] packets, long[] bytes) {
        Map<TransportProtocol, Traffic> result = new EnumMap<>(TransportProtocol.class);
        for (TransportProtocol protocol : TransportProtocol.values()) {
            result.put(protocol, new Traffic(packets[protocol.ordinal()], bytes[protocol.ordinal()]));
        }
        return result;
    }

    /** Packets, and what they weigh without the headers of IP, UDP and TCP. */
    public record Traffic(long packets, long bytes) {}

    /**
     * Everything that was counted so far.
     *
     * @param drops by the names of their reasons
     * @param piped packets that went to another Worker
     * @param handshakes successful ones
     * @param lag of the loop
     * @param lostBySubscribers packets that subscribers said they lost
     * @param askedOfPublishers packets that publishers were asked for again
     * @param sentAgain packets sent once more
     * @param keyFramesForSubscribers asked for by subscribers
     * @param keyFramesOfPublishers that publishers were asked for
     */
    public record Values(
            Map<String, Long> drops,
            Map<TransportProtocol, Traffic> received,
            Map<TransportProtocol, Traffic> sent,
            long piped,
            TimeHistogram.Values handshakes,
            long failedHandshakes,
            TimeHistogram.Values lag,
            long lostBySubscribers,
            long askedOfPublishers,
            long sentAgain,
            long keyFramesForSubscribers,
            long keyFramesOfPublishers) {}
}
