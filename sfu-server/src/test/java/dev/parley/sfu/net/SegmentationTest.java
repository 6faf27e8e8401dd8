package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.OutgoingSlot;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the kernel is asked for, and what becomes of it when it refuses, by a kernel of the test's own. */
class SegmentationTest {
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int EINVAL = 22;
    private static final int EOPNOTSUPP = 95;
    private static final int ENETUNREACH = 101;

    private final Kernel kernel = new Kernel();
    private final UdpTuple ada = new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), false);
    private final UdpTuple bob = new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2), false);

    /** Notes each message as its datagrams' texts with their port before them, and refuses what it is told to. */
    private static final class Kernel implements SendCall {
        final List<String> sent = new ArrayList<>();
        int calls;
        /** How many more messages are taken before the kernel says that it is full. */
        int room = Integer.MAX_VALUE;

        /** The errno for a message of so many datagrams, or 0. */
        IntUnaryOperator refusal = datagrams -> 0;

        @Override
        public int send(MemorySegment messages, int count) {
            calls++;
            for (int i = 0; i < count; i++) {
                int errno = room == 0
                        ? EAGAIN
                        : refusal.applyAsInt(SentMessage.at(messages, i).datagrams());
                if (errno != 0) {
                    return i == 0 ? -errno : i;
                }
                sent.add(SentMessage.at(messages, i).text());
                room--;
            }
            return count;
        }
    }

    private LinuxDatagramSender sender(int segments) {
        return new LinuxDatagramSender(kernel, new UdpSettings(32, true, segments, 0, true, true), Arena.ofAuto());
    }

    private static void add(DatagramSender sender, UdpTuple to, String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            assertThat(sender.add(bytes, 0, bytes.length, to)).isTrue();
        }
    }

    @Test
    void datagramsOfOneLengthToOneAddressLeaveInOnePiece() {
        LinuxDatagramSender sender = sender(16);
        add(sender, ada, "a1");
        add(sender, bob, "b1");
        add(sender, ada, "a2", "a3");
        add(sender, bob, "b2");

        assertThat(sender.flush()).isZero();

        assertThat(kernel.sent).containsExactly("1: a1 a2 a3 /2", "2: b1 b2 /2");
        assertThat(kernel.calls).isEqualTo(1);
    }

    @Test
    void onlyTheLastOfAPieceIsShorter() {
        LinuxDatagramSender sender = sender(16);
        add(sender, ada, "aaa", "bbb", "cc", "dd", "eeee", "f");

        sender.flush();

        assertThat(kernel.sent).containsExactly("1: aaa bbb cc /3", "1: dd", "1: eeee f /4");
    }

    @Test
    void aPieceHasNoMoreDatagramsThanAllowed() {
        LinuxDatagramSender sender = sender(2);
        add(sender, ada, "a", "b", "c", "d", "e");

        sender.flush();

        assertThat(kernel.sent).containsExactly("1: a b /1", "1: c d /1", "1: e");
    }

    @Test
    void aPieceIsNoLongerThanAnIpPacket() {
        LinuxDatagramSender sender = sender(64);
        byte[] datagram = new byte[2048];
        for (int i = 0; i < 40; i++) {
            sender.add(datagram, 0, datagram.length, ada);
        }

        sender.flush();

        assertThat(kernel.sent).hasSize(2);
        assertThat(kernel.sent.getFirst().split(" ", -1)).hasSize(1 + 65_507 / 2048 + 1);
    }

    @Test
    void withOneSegmentEachLeavesAlone() {
        LinuxDatagramSender sender = sender(1);
        add(sender, ada, "a", "b");

        sender.flush();

        assertThat(kernel.sent).containsExactly("1: a", "1: b");
        assertThat(kernel.calls).isEqualTo(1);
    }

    @Test
    void aSystemWithoutSegmentsIsAskedOnce() {
        kernel.refusal = datagrams -> datagrams > 1 ? EOPNOTSUPP : 0;
        LinuxDatagramSender sender = sender(16);
        add(sender, bob, "x");
        add(sender, ada, "a", "b", "c");
        add(sender, bob, "y");

        assertThat(sender.flush()).isZero();
        add(sender, ada, "d", "e");
        assertThat(sender.flush()).isZero();

        assertThat(kernel.sent).containsExactlyInAnyOrder("2: x", "2: y", "1: a", "1: b", "1: c", "1: d", "1: e");
        assertThat(inOrder("1: ")).containsExactly("1: a", "1: b", "1: c", "1: d", "1: e");
        assertThat(kernel.calls).isEqualTo(3);
    }

    @Test
    void aPathThatRefusesAtFirstIsNotTheWholeDevice() {
        for (int errno : new int[] {EIO, EINVAL}) {
            kernel.sent.clear();
            LinuxDatagramSender sender = sender(16);
            kernel.refusal = datagrams -> datagrams == 3 ? errno : 0;
            UdpTuple odd = client(10 + errno);
            add(sender, odd, "a", "b", "c");
            add(sender, bob, "x", "y");
            assertThat(sender.flush()).isZero();
            add(sender, odd, "d", "e");
            assertThat(sender.flush()).isZero();

            String to = 10 + errno + ": ";
            assertThat(inOrder(to)).containsExactly(to + "a", to + "b", to + "c", to + "d", to + "e");
            assertThat(inOrder("2: ")).containsExactly("2: x y /1");
        }
    }

    @Test
    void aDeviceThatRefusesEverybodyIsAskedForNobodyElse() {
        kernel.refusal = datagrams -> datagrams > 1 ? EIO : 0;
        LinuxDatagramSender sender = sender(16);
        for (int path = 0; path < 20; path++) {
            add(sender, client(100 + path), "a", "b");
            assertThat(sender.flush()).isZero();
        }

        assertThat(kernel.sent).hasSize(40).noneMatch(text -> text.contains("/"));
        assertThat(kernel.calls).as("two for each that was asked").isEqualTo(8 * 2 + 12);
    }

    private static UdpTuple client(int port) {
        return new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), false);
    }

    private List<String> inOrder(String address) {
        return kernel.sent.stream().filter(text -> text.startsWith(address)).toList();
    }

    @Test
    void whereOthersTakeItAPathThatDoesNotFallsBackAlone() {
        LinuxDatagramSender sender = sender(16);
        add(sender, bob, "a", "b");
        sender.flush();
        kernel.refusal = datagrams -> datagrams == 3 ? EINVAL : 0;
        add(sender, ada, "c", "d", "e");
        add(sender, bob, "f", "g");
        assertThat(sender.flush()).isZero();
        kernel.refusal = datagrams -> 0;
        add(sender, ada, "h", "i", "j");
        add(sender, bob, "k", "l");
        sender.flush();

        assertThat(inOrder("1: ")).containsExactly("1: c", "1: d", "1: e", "1: h", "1: i", "1: j");
        assertThat(inOrder("2: ")).containsExactly("2: a b /1", "2: f g /1", "2: k l /1");
    }

    @Test
    void aRouteThatIsMissingIsNotTheFaultOfSegmentation() {
        LinuxDatagramSender sender = sender(16);
        kernel.refusal = datagrams -> datagrams == 3 ? ENETUNREACH : 0;
        add(sender, ada, "a", "b", "c");
        add(sender, bob, "d", "e");

        assertThat(sender.flush()).isEqualTo(3);

        assertThat(kernel.sent).containsExactly("2: d e /1");
    }

    @Test
    void whatAFullKernelDoesNotTakeLeavesLaterInOrder() {
        LinuxDatagramSender sender = sender(2);
        kernel.room = 1;
        add(sender, ada, "a", "b", "c", "d", "e");
        // The first call is taken in part, the next not at all.
        assertThat(sender.flush()).isZero();
        assertThat(sender.pending()).isTrue();
        add(sender, ada, "f");
        kernel.room = Integer.MAX_VALUE;

        assertThat(sender.flush()).isZero();

        assertThat(sender.pending()).isFalse();
        assertThat(String.join(" ", kernel.sent).replaceAll("1: | /1", "")).isEqualTo("a b c d e f");
    }

    @Test
    void aPieceThatIsRefusedAndThenMeetsAFullKernelLosesNothing() {
        LinuxDatagramSender sender = sender(16);
        kernel.refusal = datagrams -> datagrams > 1 ? EIO : kernel.sent.size() == 2 ? EAGAIN : 0;
        add(sender, ada, "a", "b", "c", "d");
        assertThat(sender.flush()).isZero();
        assertThat(sender.pending()).isTrue();
        kernel.refusal = datagrams -> 0;

        assertThat(sender.flush()).isZero();

        assertThat(kernel.sent).containsExactly("1: a", "1: b", "1: c", "1: d");
    }

    @Test
    void moreThanOneCallTakesLeavesInSeveral() {
        LinuxDatagramSender sender = sender(16);
        for (int i = 0; i < 600; i++) {
            add(sender, new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1 + i), false), "x", "y");
        }

        assertThat(sender.flush()).isZero();

        assertThat(kernel.sent).hasSize(600).allMatch(text -> text.endsWith(": x y /1"));
        assertThat(kernel.calls).isEqualTo(3);
    }

    @Test
    void aBatchThatIsFullTakesNothingMore() {
        LinuxDatagramSender sender = sender(16);
        byte[] datagram = new byte[1200];
        int taken = 0;
        while (sender.add(datagram, 0, datagram.length, ada)) {
            taken++;
        }
        assertThat(taken).isBetween(3_500, 4_096);

        assertThat(sender.flush()).isZero();

        assertThat(sender.add(datagram, 0, datagram.length, ada)).isTrue();
        assertThat(kernel.sent).hasSize((taken + 15) / 16);
    }

    /** Where as much comes as leaves, and the buffer never is empty. */
    @Test
    void whatLeftMakesRoomAlsoWhenTheKernelIsAlwaysFull() {
        LinuxDatagramSender sender = sender(1);
        int added = 0;
        while (added < 50_000) {
            int before = added;
            while (added < before + 1_000) {
                byte[] number = "%05d".formatted(added).getBytes(StandardCharsets.US_ASCII);
                assertThat(sender.add(number, 0, number.length, ada))
                        .as("number %d", added)
                        .isTrue();
                added++;
            }
            kernel.room = added == 1_000 ? 500 : 1_000;
            sender.flush();
            assertThat(sender.pending()).isTrue();
        }
        kernel.room = Integer.MAX_VALUE;
        sender.flush();

        assertThat(sender.pending()).isFalse();
        assertThat(kernel.sent).hasSize(added).isSorted();
    }

    @Test
    void aFullKernelIsNotAskedForEachPacket() {
        LinuxDatagramSender sender = sender(16);
        EmbeddedChannel loop = new EmbeddedChannel();
        WorkerCounters counters = new WorkerCounters();
        WorkerEgress egress = new WorkerEgress(loop.eventLoop(), counters);
        egress.datagrams(sender);
        kernel.room = 0;
        for (int i = 0; i < 20_000; i++) {
            egress.send(new byte[1_000], 0, 1_000, ada);
        }

        assertThat(kernel.calls).isLessThan(5);
        assertThat(counters.of(DropReason.SEND_FAILED)).isBetween(10_000L, 19_999L);
    }

    @Test
    void whatFillsTheCacheLeavesBeforeTheNextClientsRunBegins() {
        List<Integer> messages = new ArrayList<>();
        kernel.refusal = datagrams -> {
            messages.add(datagrams);
            return 0;
        };
        WorkerEgress egress = new WorkerEgress(new EmbeddedChannel().eventLoop(), new WorkerCounters());
        egress.datagrams(sender(16));
        for (int client = 0; client < 100; client++) {
            UdpTuple to = new UdpTuple(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1_000 + client), false);
            for (int i = 0; i < 10; i++) {
                assertThat(egress.slot(1_200, to)).isNotNull();
                egress.sendSlot(1_200, to);
            }
        }

        assertThat(kernel.calls).isBetween(3, 5);
        assertThat(messages).hasSizeBetween(70, 99).containsOnly(10);
        egress.flushNow();
        assertThat(messages).hasSize(100).containsOnly(10);
    }

    @Test
    void picturesLeaveRoomForSoundWhenTheKernelIsFull() {
        WorkerCounters counters = new WorkerCounters();
        WorkerEgress egress = new WorkerEgress(new EmbeddedChannel().eventLoop(), counters);
        egress.datagrams(sender(16));
        kernel.room = 0;
        for (int i = 0; i < 20_000; i++) {
            egress.send(new byte[1_000], 0, 1_000, ada);
        }
        long before = counters.of(DropReason.SEND_FAILED);
        assertThat(egress.slot(1_000, ada)).isNull();

        for (int i = 0; i < 250; i++) {
            egress.send(new byte[100], 0, 100, ada);
            // Repeated in the packet after.
            egress.send(new byte[600], 0, 600, ada);
        }

        assertThat(counters.of(DropReason.SEND_FAILED)).isEqualTo(before);
        egress.send(new byte[1_000], 0, 1_000, ada);
        assertThat(counters.of(DropReason.SEND_FAILED)).isEqualTo(before + 1);
    }

    /** As where there is no {@code sendmmsg}: no slots, and nothing that waits. */
    private static final class SlotlessSender implements DatagramSender {
        final List<String> done = new ArrayList<>();

        @Override
        public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
            done.add("add");
            return true;
        }

        @Override
        public boolean joins(UdpTuple to) {
            return false;
        }

        @Override
        public @Nullable OutgoingSlot slot(int length) {
            return null;
        }

        @Override
        public boolean isAmple(int length, UdpTuple to) {
            return false;
        }

        @Override
        public void addSlot(int length, UdpTuple to) {
            throw new AssertionError("no slot was given");
        }

        @Override
        public int commonLength(int length, int shortBy, UdpTuple to) {
            return length;
        }

        @Override
        public int flush() {
            done.add("flush");
            return 0;
        }

        @Override
        public boolean pending() {
            return false;
        }
    }

    @Test
    void whereThereAreNoSlotsOnePassFlushesOnce() {
        EmbeddedChannel loop = new EmbeddedChannel();
        WorkerEgress egress = new WorkerEgress(loop.eventLoop(), new WorkerCounters());
        SlotlessSender sender = new SlotlessSender();
        egress.datagrams(sender);

        for (int i = 0; i < 3; i++) {
            assertThat(egress.slot(1_000, ada)).isNull();
            egress.send(new byte[1_000], 0, 1_000, ada);
        }
        loop.runPendingTasks();

        assertThat(sender.done).containsExactly("add", "add", "add", "flush");
    }

    @Test
    void whatIsWrittenIntoASlotLeavesLikeWhatIsAdded() {
        LinuxDatagramSender sender = sender(16);
        add(sender, ada, "a1");
        OutgoingSlot slot = Objects.requireNonNull(sender.slot(2));
        MemorySegment.copy(
                "a2".getBytes(StandardCharsets.US_ASCII), 0, slot.memory(), ValueLayout.JAVA_BYTE, slot.offset(), 2);
        sender.addSlot(2, ada);
        add(sender, ada, "a3");

        sender.flush();

        assertThat(kernel.sent).containsExactly("1: a1 a2 a3 /2");
        assertThat(sender.slot(2_049)).isNull();
    }

    @Test
    void aDatagramGrowsAsMuchAsThePieceWasPlannedFor() {
        LinuxDatagramSender sender = sender(16);
        assertThat(sender.commonLength(1000, 120, ada)).isEqualTo(1120);
        sender.add(new byte[1120], 0, 1120, ada);
        assertThat(sender.commonLength(1020, 100, ada)).isEqualTo(1120);
        assertThat(sender.commonLength(1020, 0, ada)).isEqualTo(1020);
    }

    @Test
    void packetsOfAPictureAreMadeOfOneLength() {
        LinuxDatagramSender sender = sender(16);
        assertThat(sender.commonLength(1000, 0, ada)).isEqualTo(1008);
        sender.add(new byte[1008], 0, 1008, ada);
        assertThat(sender.commonLength(1001, 0, ada)).isEqualTo(1008);
        // Longer ones begin a run of their own, and what is much shorter stays as it is.
        assertThat(sender.commonLength(1009, 0, ada)).isEqualTo(1024);
        assertThat(sender.commonLength(800, 0, ada)).isEqualTo(800);
        assertThat(sender.commonLength(120, 0, bob)).isEqualTo(120);
        assertThat(sender(1).commonLength(1000, 0, ada)).isEqualTo(1000);
    }
}
