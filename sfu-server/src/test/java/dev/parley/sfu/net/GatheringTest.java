package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.WorkerCounters;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for the rest of its picture, and for how long, on a loop whose time stands still. */
class GatheringTest {
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final Sender sender = new Sender();
    private final UdpTuple ada = new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), false);

    private static final class Sender implements DatagramSender {
        final List<Integer> batches = new ArrayList<>();
        private int added;

        @Override
        public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
            added++;
            return true;
        }

        @Override
        public int commonLength(int length, UdpTuple to) {
            return length;
        }

        @Override
        public int flush() {
            if (added > 0) {
                batches.add(added);
            }
            added = 0;
            return 0;
        }

        @Override
        public boolean pending() {
            return false;
        }
    }

    @BeforeEach
    void freeze() {
        loop.freezeTime();
    }

    private WorkerEgress egress(int gatherMicros) {
        WorkerEgress egress = new WorkerEgress(loop.eventLoop(), gatherMicros, new WorkerCounters());
        egress.datagrams(sender);
        return egress;
    }

    private void pass() {
        loop.runPendingTasks();
        loop.runScheduledPendingTasks();
    }

    @Test
    void thePacketsOfAPictureThatComeInSeveralPassesLeaveTogether() {
        WorkerEgress egress = egress(1_000);
        egress.sendFirst(new byte[10], 0, 10, ada);
        pass();
        assertThat(sender.batches).isEmpty();
        egress.sendFirst(new byte[10], 0, 10, ada);
        egress.send(new byte[10], 0, 10, ada);
        pass();

        assertThat(sender.batches).containsExactly(3);
    }

    @Test
    void aPictureThatIsNotCompletedWaitsForAMillisecond() {
        WorkerEgress egress = egress(1_000);
        egress.sendFirst(new byte[10], 0, 10, ada);
        loop.advanceTimeBy(999, TimeUnit.MICROSECONDS);
        pass();
        assertThat(sender.batches).isEmpty();
        loop.advanceTimeBy(1, TimeUnit.MICROSECONDS);
        pass();

        assertThat(sender.batches).containsExactly(1);
    }

    @Test
    void nothingElseWaitsNorIsATimerLeft() {
        WorkerEgress egress = egress(1_000);
        egress.send(new byte[10], 0, 10, ada);
        pass();

        assertThat(sender.batches).containsExactly(1);
        assertThat(loop.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void withoutGatheringAllLeavesAtTheEndOfThePass() {
        WorkerEgress egress = egress(0);
        egress.sendFirst(new byte[10], 0, 10, ada);
        pass();

        assertThat(sender.batches).containsExactly(1);
    }
}
