package dev.parley.sfu.net;

import dev.parley.sfu.configuration.UdpSettings;
import java.lang.foreign.Arena;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code sendmmsg(2)} on the descriptor of the Worker's UDP socket: one system call for all datagrams of a loop pass. What
 * goes to one client goes through the kernel in one piece where lengths allow ({@code UDP_SEGMENT}), which costs little
 * more than a single datagram.
 *
 * <p>Where the kernel or the device refuses such a piece, its datagrams leave one by one, and so does everything after
 * them: on this path, or when segmentation is not to be had at all, on this socket. Nothing is lost by that.
 */
final class LinuxDatagramSender implements DatagramSender {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDatagramSender.class);

    /** Datagrams in one batch: a picture of eight packets to 500 clients. */
    private static final int CAPACITY = 4_096;

    /** As many of the usual length. */
    private static final int CAPACITY_BYTES = 5 * 1024 * 1024;

    /** The largest datagram: what an Ethernet carries, and some. */
    private static final int LARGEST = 2_048;

    /** Messages in one call. More gain nothing: the call's own cost is spread thin by then. */
    private static final int MESSAGES = 256;

    /** Datagrams in one call; four to a message, and at least one of the longest. */
    private static final int VECTORS = 1_024;

    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    private static final int EINVAL = 22;
    private static final int EMSGSIZE = 90;
    private static final int EOPNOTSUPP = 95;

    private final SendCall call;
    private final DatagramRuns runs = new DatagramRuns(CAPACITY);
    private final SendMemory memory;
    private final MessageHeaders headers;
    private final boolean equalSizes;
    private int mostSegments;
    private int first;
    private boolean segmented;
    private long calls;

    /**
     * @param descriptor of an unconnected, non-blocking UDP socket
     */
    LinuxDatagramSender(int descriptor, UdpSettings settings) {
        // Freed with this object: a Worker that hangs may still be using it when its port is closed.
        this(descriptor, settings, Arena.ofAuto());
    }

    private LinuxDatagramSender(int descriptor, UdpSettings settings, Arena arena) {
        this(new Sendmmsg(descriptor, arena), settings, arena);
    }

    LinuxDatagramSender(SendCall call, UdpSettings settings, Arena arena) {
        this.call = call;
        this.memory = new SendMemory(arena, CAPACITY_BYTES);
        this.headers = new MessageHeaders(arena, MESSAGES, VECTORS);
        this.mostSegments = settings.segments();
        this.equalSizes = settings.equalSizes();
    }

    @Override
    public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
        if (runs.full() || length > LARGEST) {
            return false;
        }
        long address = memory.store(buffer, offset, length);
        if (address == 0) {
            return false;
        }
        int run = mayJoin(to) ? runs.joinable(to, length, first, mostSegments) : DatagramRuns.NONE;
        if (run == DatagramRuns.NONE) {
            runs.begin(to, address, length);
        } else {
            runs.join(run, address, length);
        }
        return true;
    }

    private boolean mayJoin(UdpTuple to) {
        return mostSegments > 1 && !to.refusesRuns;
    }

    @Override
    public int commonLength(int length, UdpTuple to) {
        if (!equalSizes || !mayJoin(to)) {
            return length;
        }
        int run = runs.joinable(to, length, first, mostSegments);
        return run == DatagramRuns.NONE ? CommonLength.rounded(length) : CommonLength.in(runs.segment(run), length);
    }

    @Override
    public int flush() {
        int refused = 0;
        while (first < runs.size()) {
            fill();
            calls++;
            int sent = call.send(headers.memory(), headers.count());
            if (sent > 0) {
                advance(sent);
            } else if (sent == -EAGAIN) {
                return refused;
            } else if (sent != -EINTR && !splits(-sent)) {
                refused += refuse();
            }
        }
        first = 0;
        runs.clear();
        memory.clear();
        return refused;
    }

    /** Writes the headers of as many runs as one call takes. */
    private void fill() {
        headers.clear();
        for (int run = first; run < runs.size(); run++) {
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
        return runs.count(run) == 1 || mayJoin(runs.to(run));
    }

    private void addDatagrams(int run) {
        for (int datagram = runs.head(run); datagram != DatagramRuns.NONE; datagram = runs.next(datagram)) {
            headers.datagram(runs.address(datagram), runs.length(datagram));
        }
    }

    /** A message for each datagram of a run; false when not all of them fit. */
    private boolean addSingly(int run) {
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
            segmented |= runs.count(first) > 1 && inOnePiece(first);
            step();
        }
    }

    /** The message at the front is done with. */
    private void step() {
        if (inOnePiece(first)) {
            first++;
        } else {
            runs.removeHead(first);
        }
    }

    /** Whether the message at the front was refused for being several datagrams in one; then they go one by one. */
    private boolean splits(int errno) {
        boolean several = runs.count(first) > 1 && inOnePiece(first);
        boolean forThat = errno == EIO || errno == EINVAL || errno == EOPNOTSUPP || errno == EMSGSIZE;
        if (!several || !forThat) {
            return false;
        }
        if (segmented && (errno == EINVAL || errno == EMSGSIZE)) {
            // Others could be sent like that: it is this path that cannot, one of a small MTU.
            runs.to(first).refusesRuns = true;
        } else {
            LOG.info("no segmentation offload on this socket (errno {}): datagrams are sent one by one", errno);
            mostSegments = 1;
        }
        return true;
    }

    /** The message at the front cannot be sent, such as one to a network without a route; how many datagrams it was. */
    private int refuse() {
        int datagrams = inOnePiece(first) ? runs.count(first) : 1;
        step();
        return datagrams;
    }

    @Override
    public boolean pending() {
        return first < runs.size();
    }

    /** System calls so far. */
    long calls() {
        return calls;
    }
}
