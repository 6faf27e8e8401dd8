package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.bwe.PacketClass;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.consumer.PacketDraft;
import dev.parley.sfu.consumer.PacketSource;
import dev.parley.sfu.stream.DropReason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a publisher's packet to those of its subscribers nothing is allocated, whatever layers they want. */
class ForwardingAllocationTest {
    private static final int PICTURES = 400;

    private final LayeredCall call = new LayeredCall(SimulcastTest.bySsrc());
    private final RtpPacket view = new RtpPacket();
    private final PacketDraft draft = new PacketDraft(2_048);
    private long sent;

    private final class Sink implements Consumer.Output {
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public PacketDraft draft() {
            return draft;
        }

        @Override
        public int maximumPacketLength() {
            return 1_400;
        }

        @Override
        public boolean mayRetransmit(int bytes) {
            return true;
        }

        @Override
        public void dropped(DropReason reason) {}

        @Override
        public int send(PacketSource from, int length, PacketClass packetClass, long nowNanos) {
            sent++;
            return length;
        }

        @Override
        public boolean sendAgain(int length, int before, byte[] ends, int endOffset, long nowNanos) {
            throw new AssertionError("retransmission streams were negotiated");
        }
    }

    /** The packets of so many pictures of each encoding, in order. */
    private List<List<byte[]>> recorded(int pictures) {
        List<List<byte[]>> result = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            List<byte[]> packets = new ArrayList<>();
            for (LayeredCamera camera : call.cameras) {
                packets.addAll(camera.picture(call.now + i * 33L * LayeredCall.MILLI));
            }
            result.add(packets);
        }
        return result;
    }

    private void play(List<List<byte[]>> pictures) {
        for (int i = 0; i < pictures.size(); i++) {
            call.now += 33 * LayeredCall.MILLI;
            List<byte[]> packets = pictures.get(i);
            for (int j = 0; j < packets.size(); j++) {
                byte[] bytes = packets.get(j);
                if (!view.wrap(bytes, 0, bytes.length)) {
                    throw new AssertionError("malformed");
                }
                call.producer.receive(view, call.drops, call.now);
            }
        }
    }

    @Test
    void theSteadyStateAllocatesNothing() {
        int[][] preferences = {{0, 0}, {0, 7}, {1, 1}, {2, 0}, {2, 1}, {2, 7}};
        for (int[] layers : preferences) {
            Consumer consumer = call.consume("to " + layers[0] + "," + layers[1], new Sink());
            consumer.prefer(layers[0], layers[1], call.now);
            consumer.resume(call.now);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        // Until every buffer has its size, and the code is compiled.
        play(recorded(6 * PICTURES));
        List<List<byte[]>> measured = recorded(PICTURES);
        long before = threads.getCurrentThreadAllocatedBytes();
        long sentBefore = sent;

        play(measured);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        long packets = sent - sentBefore;
        assertThat(packets).isGreaterThan(3 * PICTURES);
        // Less than one object for every ten packets: what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(packets / 10 * 16);
    }
}
