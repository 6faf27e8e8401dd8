package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One client process that joins and leaves over and over keeps nothing of the calls that are over: no heap, descriptors,
 * threads or native memory. {@code -Dparley.joins=100} for more of them.
 */
final class NativeJoinsIT {
    /** Until then caches fill and classes are loaded. */
    private static final int FIRST = 10;

    private static final int JOINS = Integer.getInteger("parley.joins", 30);
    /** So often pictures and sound are awaited; the others leave while they still come up. */
    private static final int WATCHED = 5;

    /** The present one, and what is on its way out. ice4j's timers hold what was for some ten seconds. */
    private static final int PRESENT = 3;

    private static final long FEW = 4;
    /** A call that stayed holds 200 kB of heap. */
    private static final long HEAP = 2_000_000;
    /** What the compiler makes is in it, of which most belongs to the first calls. */
    private static final long NATIVE = 16_000_000;

    @RegisterExtension
    static final RunningServer server = RunningServer.shared();

    @Test
    void nothingStaysOfCallsThatAreOver() throws IOException, InterruptedException {
        try (NativeClient company = NativeClient.join(
                        server, "joins", "Olga", "--camera", "test-pattern:320x180", "--receive", "none");
                NativeClient nils = NativeClient.start(
                        "Nils",
                        steady(),
                        List.of(
                                server.room("joins"),
                                "--camera",
                                "test-pattern:320x180",
                                "--microphone",
                                "tone",
                                "--speaker",
                                "null"))) {
            company.awaitLine("joined");
            rejoin(nils, 1, FIRST);
            NativeFootprint before = settled(nils);
            rejoin(nils, FIRST, JOINS);
            NativeFootprint after = settled(nils);
            System.out.printf("joins: %d, from %s to %s%n", JOINS - FIRST, before, after);

            assertThat(after.descriptors()).as("descriptors").isLessThan(before.descriptors() + FEW);
            assertThat(after.threads()).as("threads").isLessThan(before.threads() + FEW);
            assertThat(after.heapBytes() - before.heapBytes()).as("heap").isLessThan(HEAP);
            assertThat(after.anonymousBytes() - before.anonymousBytes())
                    .as("native memory")
                    .isLessThan(NATIVE);
            assertThat(nils.leave()).isZero();
        }
    }

    /** Takes its heap at once and keeps one arena, so that only what is not given back can grow. */
    private static ProcessBuilder steady() {
        ProcessBuilder made = NativeProcess.command(
                List.of("-XX:+UseSerialGC", "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"),
                List.of());
        made.environment().put("MALLOC_ARENA_MAX", "1");
        return made;
    }

    private static NativeFootprint settled(NativeClient client) throws IOException, InterruptedException {
        Waits.until(
                "calls that are over are let go",
                () -> NativeFootprint.of(client.pid()).calls() <= PRESENT);
        return NativeFootprint.of(client.pid());
    }

    /** From the call with one number, counted from 1, to the one with another; both end in a call that is watched. */
    private static void rejoin(NativeClient client, int from, int to) {
        for (int call = from; call <= to; call++) {
            int number = call;
            Waits.until("call " + call, () -> client.count("joined") >= number);
            if (call % WATCHED == 0) {
                client.awaitNumbers("Olga", 3);
            }
            if (call < to) {
                client.type("rejoin");
            }
        }
    }
}
