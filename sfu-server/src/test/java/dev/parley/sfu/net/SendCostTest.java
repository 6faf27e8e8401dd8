package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.sfu.configuration.UdpSettings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the way out costs, counted: system calls, messages that the kernel has to carry, and bytes allocated. */
class SendCostTest {
    private static final int CLIENTS = 9;
    private static final int PACKETS = 4;
    private static final int WARM_UP = 20_000;
    private static final int PICTURES = 2_000;

    private final Kernel kernel = new Kernel();
    private final List<UdpTuple> clients = new ArrayList<>();
    private final byte[] packet = new byte[1500];

    private static final class Kernel implements SendCall {
        long messages;

        @Override
        public int send(MemorySegment memory, int count) {
            messages += count;
            return count;
        }
    }

    /** Pictures whose packets are a byte longer towards the end, as encoders cut them, each to everyone. */
    private void pictures(LinuxDatagramSender sender, int count) {
        for (int picture = 0; picture < count; picture++) {
            for (int i = 0; i < PACKETS; i++) {
                boolean last = i == PACKETS - 1;
                int length = 1100 + i / 2;
                for (int client = 0; client < CLIENTS; client++) {
                    UdpTuple to = clients.get(client);
                    int padded = last ? length : sender.commonLength(length, 1, to);
                    if (!sender.add(packet, 0, padded, to)) {
                        throw new AssertionError("full");
                    }
                }
            }
            sender.flush();
        }
    }

    private LinuxDatagramSender sender(UdpSettings settings) {
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + i), false));
        }
        return new LinuxDatagramSender(kernel, settings, Arena.ofAuto());
    }

    @Test
    void aPictureToEveryoneIsOneSystemCallAndOneMessageForEach() {
        LinuxDatagramSender sender = sender(UdpSettings.USUAL);

        pictures(sender, PICTURES);

        assertThat(sender.calls()).isEqualTo(PICTURES);
        assertThat(kernel.messages).isEqualTo((long) PICTURES * CLIENTS);
    }

    @Test
    void withoutEqualSizesItsLongerPacketsGoApart() {
        LinuxDatagramSender sender = sender(new UdpSettings(32, true, 16, 0, true, false));

        pictures(sender, PICTURES);

        assertThat(sender.calls()).isEqualTo(PICTURES);
        assertThat(kernel.messages).isEqualTo(2L * PICTURES * CLIENTS);
    }

    @Test
    void aPacketAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        LinuxDatagramSender sender = sender(UdpSettings.USUAL);
        pictures(sender, WARM_UP);
        long before = threads.getCurrentThreadAllocatedBytes();

        pictures(sender, PICTURES);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        // Less than an object for every hundred packets: what the runtime itself may need meanwhile.
        assertThat(allocated).isLessThan(PICTURES * CLIENTS * PACKETS / 100 * 16L);
    }
}
