package dev.parley.protocol.ice;

import dev.parley.protocol.stun.StunKey;
import dev.parley.protocol.stun.StunWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** Prints what answering one connectivity check costs in thread CPU time; a main of its own, not a test. */
final class IceMeasurement {
    private static final int CHECKS = 300_000;
    private static final int ROUNDS = 6;

    private IceMeasurement() {}

    public static void main(String[] arguments) {
        IceCredentials server = new IceCredentials("sixteen-letters0", "a-password-of-thirty-two-letters");
        Counter counter = new Counter();
        IceLite<TestTuple> ice = new IceLite<>(server, counter);
        StunWriter writer = new StunWriter();
        int length = writer.startRequest(new byte[12])
                .username((server.usernameFragment() + ":browser0").getBytes(StandardCharsets.UTF_8))
                .iceControlling(1)
                .priority(1)
                .useCandidate()
                .finish(new StunKey(server.password()));
        TestTuple tuple = new TestTuple("udp", 1, 40_000);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int round = 0; round < ROUNDS; round++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long start = threads.getCurrentThreadCpuTime();
            for (int i = 0; i < CHECKS; i++) {
                ice.handle(writer.buffer(), 0, length, i, tuple);
            }
            long spent = threads.getCurrentThreadCpuTime() - start;
            long allocated = threads.getCurrentThreadAllocatedBytes() - bytes;
            System.out.printf("STUN check %4d ns/op, %d B/op%n", spent / CHECKS, allocated / CHECKS);
        }
        if (counter.answers != (long) CHECKS * ROUNDS) {
            throw new IllegalStateException("unanswered checks");
        }
    }

    private static final class Counter extends RecordingListener {
        long answers;

        @Override
        public void send(byte[] buffer, int offset, int length, TestTuple tuple) {
            answers++;
        }
    }
}
