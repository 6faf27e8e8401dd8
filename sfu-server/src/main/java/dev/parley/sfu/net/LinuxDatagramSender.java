package dev.parley.sfu.net;

import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.transport.OutgoingSlot;
import io.netty.channel.unix.FileDescriptor;
import java.lang.foreign.Arena;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code sendmmsg(2)} on the descriptor of the Worker's UDP socket: one system call for all datagrams of a loop pass. What
 * goes to one client goes through the kernel in one piece where lengths allow ({@code UDP_SEGMENT}), which costs little
 * more than a single datagram.
 *
 * <p>Where the kernel or the device refuses such a piece, its datagrams leave one by one, and so does everything after
 * them: on this path, or when segmentation is not to be had at all, on this socket. Nothing is lost by that.
 *
 * <p>When the kernel's buffer is full, what comes meanwhile is a batch of its own: the room of the first one is free
 * again as soon as that has left, also where the buffer is never empty.
 */
final class LinuxDatagramSender implements DatagramSender {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDatagramSender.class);

    /** The largest datagram: what an Ethernet carries, and some. */
    private static final int LARGEST = 2_048;

    /** Messages in one call. More gain nothing: the call's own cost is spread thin by then. */
    private static final int MESSAGES = 256;

    /** Datagrams in one call; four to a message, and at least one of the longest. */
    private static final int VECTORS = 1_024;

    /** As many paths that refuse, and none that does not, are no chance. */
    private static final int REFUSALS = 8;

    private final SendCall call;
    private final Arena arena;
    private final MessageHeaders headers;
    private final boolean equalSizes;
    private SendBatch leaving;
    /** Takes what is added; the same as {@link #leaving} unless the kernel is full. */
    private SendBatch filling;

    private @Nullable SendBatch spare;
    private int mostSegments;
    private boolean segmented;
    private int refusals;
    private long calls;

    /**
     * @param descriptor of an unconnected, non-blocking UDP socket
     */
    LinuxDatagramSender(FileDescriptor descriptor, UdpSettings settings) {
        // Freed with this object: a Worker that hangs may still be using it when its port is closed.
        this(descriptor, settings, Arena.ofAuto());
    }

    private LinuxDatagramSender(FileDescriptor descriptor, UdpSettings settings, Arena arena) {
        this(new Sendmmsg(descriptor, arena), settings, arena);
    }

    LinuxDatagramSender(SendCall call, UdpSettings settings, Arena arena) {
        this.call = call;
        this.arena = arena;
        this.leaving = new SendBatch(arena);
        this.filling = leaving;
        this.headers = new MessageHeaders(arena, MESSAGES, VECTORS);
        this.mostSegments = settings.segments();
        this.equalSizes = settings.equalSizes();
    }

    @Override
    public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
        return length <= LARGEST && filling.add(buffer, offset, length, to, joins(to) ? mostSegments : 1);
    }

    @Override
    public @Nullable OutgoingSlot slot(int length) {
        return length <= LARGEST ? filling.slot(length) : null;
    }

    @Override
    public boolean isAmple(int length, UdpTuple to) {
        return filling.isAmple() && (!joins(to) || filling.joinable(to, length, mostSegments) == DatagramRuns.NONE);
    }

    @Override
    public void addSlot(int length, UdpTuple to) {
        filling.addSlot(length, to, joins(to) ? mostSegments : 1);
    }

    @Override
    public boolean joins(UdpTuple to) {
        return mostSegments > 1 && !to.refusesRuns;
    }

    @Override
    public int commonLength(int length, int shortBy, UdpTuple to) {
        if (!equalSizes || !joins(to)) {
            return length;
        }
        int run = filling.joinable(to, length, mostSegments);
        return run == DatagramRuns.NONE
                ? CommonLength.rounded(length + shortBy)
                : CommonLength.in(filling.runs().segment(run), length, shortBy);
    }

    @Override
    public int flush() {
        int refused = 0;
        while (pending()) {
            if (leaving.isEmpty()) {
                next();
            }
            fill();
            calls++;
            int sent = call.send(headers.memory(), headers.count());
            if (sent > 0) {
                advance(sent);
            } else if (sent == -LinuxCalls.EAGAIN) {
                makeRoom();
                return refused;
            } else if (sent != -LinuxCalls.EINTR && !splits(-sent)) {
                refused += refuse();
            }
        }
        leaving.clear();
        return refused;
    }

    /** The first batch has left: now the one that was filled meanwhile. */
    private void next() {
        leaving.clear();
        spare = leaving;
        leaving = filling;
    }

    /** The kernel is full: what is added from now on is a batch of its own. */
    @SuppressWarnings("ReferenceEquality") // whether there is another one
    private void makeRoom() {
        if (filling == leaving) {
            filling = spare == null ? new SendBatch(arena) : spare;
        }
    }

    /** Writes the headers of as many runs as one call takes. */
    private void fill() {
        headers.clear();
        DatagramRuns runs = leaving.runs();
        for (int run = leaving.first(); run < runs.size(); run++) {
            int count = runs.count(run);
            boolean whole = inOnePiece(run);
            if (whole && headers.fits(count)) {
                headers.message(runs.to(run), count, count > 1 ? runs.segment(run) : 0);
                addDatagrams(run);
            } else if (whole || !addSingly(run)) {
                return;
            }
        }
    }

    private boolean inOnePiece(int run) {
        DatagramRuns runs = leaving.runs();
        return runs.count(run) == 1 || joins(runs.to(run));
    }

    private void addDatagrams(int run) {
        DatagramRuns runs = leaving.runs();
        for (int datagram = runs.head(run); datagram != DatagramRuns.NONE; datagram = runs.next(datagram)) {
            headers.datagram(runs.address(datagram), runs.length(datagram));
        }
    }

    /** A message for each datagram of a run; false when not all of them fit. */
    private boolean addSingly(int run) {
        DatagramRuns runs = leaving.runs();
        for (int datagram = runs.head(run); datagram != DatagramRuns.NONE; datagram = runs.next(datagram)) {
            if (!headers.fits(1)) {
                return false;
            }
            headers.message(runs.to(run), 1, 0);
            headers.datagram(runs.address(datagram), runs.length(datagram));
        }
        return true;
    }

    /** So many messages were sent. */
    private void advance(int messages) {
        for (int left = messages; left > 0; left--) {
            segmented |= several();
            step();
        }
    }

    /** The message at the front is done with. */
    private void step() {
        if (inOnePiece(leaving.first())) {
            leaving.step();
        } else {
            leaving.runs().removeHead(leaving.first());
        }
    }

    /** Whether the message at the front is several datagrams in one piece. */
    private boolean several() {
        return leaving.runs().count(leaving.first()) > 1 && inOnePiece(leaving.first());
    }

    /** Whether the message at the front was refused for being several datagrams in one; then they go one by one. */
    private boolean splits(int errno) {
        boolean forThat = errno == LinuxCalls.EIO
                || errno == LinuxCalls.EINVAL
                || errno == LinuxCalls.EOPNOTSUPP
                || errno == LinuxCalls.EMSGSIZE;
        if (!forThat || !several()) {
            return false;
        }
        // One path alone may be what cannot, such as one of a small MTU, whatever all others can.
        UdpTuple to = leaving.runs().to(leaving.first());
        to.refusesRuns = true;
        refusals++;
        if (errno == LinuxCalls.EOPNOTSUPP || (refusals == REFUSALS && !segmented)) {
            LOG.info("no segmentation offload on this socket (errno {}): datagrams are sent one by one", errno);
            mostSegments = 1;
        } else {
            LOG.debug("no segmentation offload to {} (errno {})", to, errno);
        }
        return true;
    }

    /** The message at the front cannot be sent, such as one to a network without a route; how many datagrams it was. */
    private int refuse() {
        int datagrams = inOnePiece(leaving.first()) ? leaving.runs().count(leaving.first()) : 1;
        step();
        return datagrams;
    }

    @Override
    public boolean pending() {
        return !leaving.isEmpty() || !filling.isEmpty();
    }

    /** System calls so far. */
    long calls() {
        return calls;
    }
}
