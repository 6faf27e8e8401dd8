package dev.parley.sfu.bench;

import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What SRTP costs in this process: thread CPU time, so that other work on the machine does not count, after rounds that
 * warm the compiler up.
 */
final class SrtpBench {
    private static final int HEADER = 12;
    /** Packets protected ahead, so that unprotecting can be timed by itself; few enough to stay in the cache. */
    private static final int BATCH = 200;

    private static final int SSRC = 0x1234_5678;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Nanoseconds of CPU per packet. */
    record Cost(double protectNanos, double unprotectNanos) {}

    private final int payload;
    private final int packets;

    /**
     * A bench.
     *
     * @param payload bytes of RTP payload
     * @param packets in each round
     */
    SrtpBench(int payload, int packets) {
        this.payload = payload;
        this.packets = packets;
    }

    /**
     * The cost of each profile: the median of {@code rounds} rounds, after twice as many that do not count. The profiles
     * take turns, so that none is measured while the compiler is still at work on what all share.
     */
    Map<SrtpProfile, Cost> measure(int rounds) {
        Map<SrtpProfile, List<Cost>> costs = new EnumMap<>(SrtpProfile.class);
        for (int round = -2 * rounds; round < rounds; round++) {
            for (SrtpProfile profile : SrtpProfile.values()) {
                Cost cost = round(profile);
                if (round >= 0) {
                    costs.computeIfAbsent(profile, any -> new ArrayList<>()).add(cost);
                }
            }
        }
        Map<SrtpProfile, Cost> medians = new EnumMap<>(SrtpProfile.class);
        costs.forEach((profile, all) -> medians.put(profile, median(all)));
        return medians;
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                Median.of(costs.stream().mapToDouble(Cost::protectNanos).toArray()),
                Median.of(costs.stream().mapToDouble(Cost::unprotectNanos).toArray()));
    }

    private Cost round(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        Random random = new Random(1);
        random.nextBytes(key);
        random.nextBytes(salt);
        SrtpContext sender = new SrtpContext(profile, key, salt);
        SrtpContext receiver = new SrtpContext(profile, key, salt);
        byte[] shared = new byte[payload];
        random.nextBytes(shared);
        byte[][] slots = new byte[BATCH][HEADER + payload + profile.rtpOverhead()];
        long protecting = 0;
        long unprotecting = 0;
        int sequence = 0;
        int done = 0;
        for (; done < packets; done += BATCH) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (byte[] slot : slots) {
                slot[0] = (byte) 0x80;
                Bytes.put16(slot, 2, sequence++);
                Bytes.put32(slot, 8, SSRC);
                require(sender.protectRtp(shared, 0, payload, slot, 0, HEADER), slot.length);
            }
            long middle = THREADS.getCurrentThreadCpuTime();
            for (byte[] slot : slots) {
                require(receiver.unprotectRtp(slot, 0, slot.length), HEADER + payload);
            }
            protecting += middle - start;
            unprotecting += THREADS.getCurrentThreadCpuTime() - middle;
        }
        return new Cost((double) protecting / done, (double) unprotecting / done);
    }

    private static void require(int length, int expected) {
        if (length != expected) {
            throw new IllegalStateException("SRTP gave " + length + " instead of " + expected + " bytes");
        }
    }
}
