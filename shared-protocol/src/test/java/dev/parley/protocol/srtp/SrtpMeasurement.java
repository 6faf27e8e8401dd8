package dev.parley.protocol.srtp;

import dev.parley.protocol.wire.Bytes;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Prints what one packet costs in thread CPU time; a main of its own, not a test. */
final class SrtpMeasurement {
    private static final int PAYLOAD = 1088;
    private static final int PACKETS = 200_000;
    private static final int ROUNDS = 6;
    /** Packets protected ahead, so that unprotection can be timed by itself. */
    private static final int BATCH = 500;

    private SrtpMeasurement() {}

    public static void main(String[] arguments) {
        for (int round = 0; round < ROUNDS; round++) {
            for (SrtpProfile profile : SrtpProfile.values()) {
                measure(profile);
            }
        }
    }

    private static void measure(SrtpProfile profile) {
        SrtpContext sender = SrtpContextTest.context(profile);
        SrtpContext receiver = SrtpContextTest.context(profile);
        byte[] payload = new byte[PAYLOAD];
        byte[][] slots = new byte[BATCH][12 + PAYLOAD + profile.rtpOverhead()];
        long protecting = 0;
        long unprotecting = 0;
        int sequence = 0;
        for (int done = 0; done < PACKETS; done += BATCH) {
            long start = cpu();
            for (byte[] slot : slots) {
                slot[0] = (byte) 0x80;
                Bytes.put16(slot, 2, sequence++);
                Bytes.put32(slot, 8, 99);
                expect(sender.protectRtp(payload, 0, PAYLOAD, slot, 0, 12), slot.length);
            }
            long middle = cpu();
            for (byte[] slot : slots) {
                expect(receiver.unprotectRtp(slot, 0, slot.length), 12 + PAYLOAD);
            }
            protecting += middle - start;
            unprotecting += cpu() - middle;
        }
        System.out.printf(
                "%-24s protect %4d ns/op   unprotect %4d ns/op%n",
                profile, protecting / PACKETS, unprotecting / PACKETS);
        Arrays.fill(payload, (byte) 1);
    }

    private static void expect(int actual, int wanted) {
        if (actual != wanted) {
            throw new IllegalStateException("got " + actual + ", wanted " + wanted);
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
