package dev.parley.sfu.net;

/**
 * The datagrams of a batch in runs. A run is what the kernel takes in one piece ({@code UDP_SEGMENT}): datagrams to one
 * address, all of one length, but that the last may be shorter. Runs are kept in the order in which they began, so that
 * datagrams to one address are in the order in which they were added.
 */
final class DatagramRuns {
    static final int NONE = -1;

    /** What fits one IPv4 packet, less the headers of IP and UDP: a run is one as far as the kernel's checks go. */
    private static final int MAXIMUM_RUN_BYTES = 65_507;

    private final long[] addresses;
    private final int[] lengths;
    private final int[] next;
    private final UdpTuple[] to;
    private final int[] head;
    private final int[] tail;
    private final int[] count;
    private final int[] bytes;
    private final boolean[] open;
    private int datagrams;
    private int runs;

    /**
     * @param capacity datagrams in a batch
     */
    DatagramRuns(int capacity) {
        addresses = new long[capacity];
        lengths = new int[capacity];
        next = new int[capacity];
        to = new UdpTuple[capacity];
        head = new int[capacity];
        tail = new int[capacity];
        count = new int[capacity];
        bytes = new int[capacity];
        open = new boolean[capacity];
    }

    /** How many more datagrams there is room for. */
    int left() {
        return addresses.length - datagrams;
    }

    /** How many runs there are. */
    int size() {
        return runs;
    }

    void clear() {
        datagrams = 0;
        runs = 0;
    }

    /** The run that a datagram of this length to this address can join, or {@link #NONE}. */
    @SuppressWarnings("ReferenceEquality") // lastRun is this very object's
    int joinable(UdpTuple tuple, int length, int first, int mostSegments) {
        int run = tuple.lastRun;
        // The number may be of an earlier batch, where it was another's.
        boolean joins = run >= first
                && run < runs
                && to[run] == tuple
                && open[run]
                && length <= lengths[head[run]]
                && count[run] < mostSegments
                && bytes[run] + length <= MAXIMUM_RUN_BYTES;
        return joins ? run : NONE;
    }

    /** Adds a datagram to a run that it can join. */
    void join(int run, long address, int length) {
        int datagram = datagram(address, length);
        next[tail[run]] = datagram;
        tail[run] = datagram;
        count[run]++;
        bytes[run] += length;
        open[run] = length == lengths[head[run]];
    }

    /** Begins a run with a datagram. */
    void begin(UdpTuple tuple, long address, int length) {
        int run = runs++;
        int datagram = datagram(address, length);
        to[run] = tuple;
        head[run] = datagram;
        tail[run] = datagram;
        count[run] = 1;
        bytes[run] = length;
        open[run] = true;
        tuple.lastRun = run;
    }

    private int datagram(long address, int length) {
        int datagram = datagrams++;
        addresses[datagram] = address;
        lengths[datagram] = length;
        next[datagram] = NONE;
        return datagram;
    }

    UdpTuple to(int run) {
        return to[run];
    }

    /** Datagrams that the run still has. */
    int count(int run) {
        return count[run];
    }

    /** Its first datagram. */
    int head(int run) {
        return head[run];
    }

    /** The datagram behind this one in its run, or {@link #NONE}. */
    int next(int datagram) {
        return next[datagram];
    }

    long address(int datagram) {
        return addresses[datagram];
    }

    int length(int datagram) {
        return lengths[datagram];
    }

    /** The first datagram of the run is done with, the others are not. */
    void removeHead(int run) {
        bytes[run] -= lengths[head[run]];
        head[run] = next[head[run]];
        count[run]--;
        open[run] = false;
    }

    /** The length that its datagrams have, the last one perhaps less. */
    int segment(int run) {
        return lengths[head[run]];
    }
}
