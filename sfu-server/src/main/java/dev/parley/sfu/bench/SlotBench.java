package dev.parley.sfu.bench;

import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a Worker pays to protect a packet into its outgoing slot: for one receiver, of whom everything stays in the caches, and
 * for a thousand by turns, of whom nothing does.
 */
final class SlotBench {
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;
    private static final int CONTEXTS = 1_000;
    private static final int SSRCS = 4;
    private static final int HEADER = 12;
    private static final int LINE = 64;

    /** Twice what the processors of today share as their last cache, of which one thread has a part. */
    private static final int OTHER_WORK_BYTES = 64 << 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final byte[] otherWork = new byte[OTHER_WORK_BYTES];
    private final int turns;

    /**
     * A bench.
     *
     * @param turns of {@value #CONTEXTS} packets in each round
     */
    SlotBench(int turns) {
        this.turns = turns;
    }

    /** Nanoseconds of CPU per packet. */
    record Cost(double warmNanos, double coldNanos) {}

    /**
     * The cost of each cipher that this machine has: the medians of {@code rounds} rounds, after as many that do not count.
     * The ciphers take turns, so that what else the machine does meanwhile is shared by all.
     *
     * @param length bytes of each packet before it is protected
     */
    Map<SrtpCiphers, Cost> measure(int length, int rounds) {
        List<SrtpCiphers> usable = Arrays.stream(SrtpCiphers.values())
                .filter(SrtpCiphers::isUsable)
                .toList();
        Map<SrtpCiphers, List<Cost>> costs = new EnumMap<>(SrtpCiphers.class);
        for (int round = -rounds; round < rounds; round++) {
            for (SrtpCiphers ciphers : usable) {
                Cost cost = new Cost(round(ciphers, length, 1), round(ciphers, length, CONTEXTS));
                if (round >= 0) {
                    costs.computeIfAbsent(ciphers, any -> new ArrayList<>()).add(cost);
                }
            }
        }
        Map<SrtpCiphers, Cost> medians = new EnumMap<>(SrtpCiphers.class);
        costs.forEach((ciphers, all) -> medians.put(ciphers, median(all)));
        return medians;
    }

    private static Cost median(List<Cost> costs) {
        return new Cost(
                Median.of(costs.stream().mapToDouble(Cost::warmNanos).toArray()),
                Median.of(costs.stream().mapToDouble(Cost::coldNanos).toArray()));
    }

    private double round(SrtpCiphers ciphers, int length, int contexts) {
        SrtpContext[] senders = contexts(ciphers, contexts);
        byte[] packet = new byte[length + PROFILE.rtpOverhead()];
        packet[0] = (byte) 0x80;
        long spent = 0;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slot = arena.allocate(packet.length, LINE);
            // The first packet of each stream makes what is kept of it: that is not what a packet costs.
            for (int turn = -SSRCS; turn < turns; turn++) {
                if (contexts > 1) {
                    emptyCaches();
                }
                long start = THREADS.getCurrentThreadCpuTime();
                for (int i = 0; i < CONTEXTS; i++) {
                    int number = contexts > 1 ? SSRCS + turn : (SSRCS + turn) * CONTEXTS + i;
                    Bytes.put16(packet, 2, number / SSRCS);
                    Bytes.put32(packet, HEADER - Integer.BYTES, number % SSRCS);
                    if (senders[i % contexts].protectRtp(packet, length, slot, 0) != packet.length) {
                        throw new IllegalStateException("SRTP refused packet " + number);
                    }
                }
                if (turn >= 0) {
                    spent += THREADS.getCurrentThreadCpuTime() - start;
                }
            }
        }
        return (double) spent / turns / CONTEXTS;
    }

    /** In no order of memory that a processor could guess. */
    private static SrtpContext[] contexts(SrtpCiphers ciphers, int count) {
        Random random = new Random(1);
        List<SrtpContext> contexts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[PROFILE.keyLength()];
            byte[] salt = new byte[PROFILE.saltLength()];
            random.nextBytes(key);
            random.nextBytes(salt);
            contexts.add(new SrtpContext(PROFILE, key, salt, ciphers));
        }
        Collections.shuffle(contexts, random);
        return contexts.toArray(SrtpContext[]::new);
    }

    /** As what comes between two packets to the same receiver does. */
    private void emptyCaches() {
        for (int at = 0; at < otherWork.length; at += LINE) {
            otherWork[at]++;
        }
    }
}
