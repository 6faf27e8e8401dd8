package dev.parley.sfu.cost;

import java.util.Map;
import java.util.TreeMap;

/**
 * What moved bytes on the Worker's thread, by the class that did it. The classes that {@link MeteredClasses} loads call it.
 *
 * <p>Thread: any; only Workers' threads are counted.
 */
public final class CopyMeter {
    /** A payload of video is longer, and whatever else is moved for a packet (keys, tags, addresses, reports) is shorter. */
    private static final int PAYLOAD = 512;

    private static final String WORKER = "worker-";

    private static final Map<String, Long> COPIES = new TreeMap<>();
    private static final Map<String, Long> UNKNOWN = new TreeMap<>();
    private static long single;
    private static volatile boolean counting;

    private CopyMeter() {}

    /**
     * What was counted.
     *
     * @param copies how often each class moved a payload as a whole
     * @param unknown calls with bytes of which the meter does not know whether they move any
     * @param single bytes written by themselves, or as parts of numbers
     */
    record Counts(Map<String, Long> copies, Map<String, Long> unknown, long single) {}

    static synchronized void begin() {
        COPIES.clear();
        UNKNOWN.clear();
        single = 0;
        counting = true;
    }

    static synchronized Counts end() {
        counting = false;
        return new Counts(Map.copyOf(COPIES), Map.copyOf(UNKNOWN), single);
    }

    /** So many bytes are moved at once. */
    public static void moved(int bytes, String by) {
        if (bytes >= PAYLOAD) {
            count(COPIES, by);
        }
    }

    /** The same for lengths that are long. */
    public static void moved(long bytes, String by) {
        if (bytes >= PAYLOAD) {
            count(COPIES, by);
        }
    }

    /** So many bytes are written as one value. */
    public static void wrote(int bytes) {
        if (counts()) {
            synchronized (CopyMeter.class) {
                single += bytes;
            }
        }
    }

    /** A method is called with bytes, and nobody has said what it does. */
    public static void unknown(String call) {
        count(UNKNOWN, call);
    }

    private static boolean counts() {
        return counting && Thread.currentThread().getName().startsWith(WORKER);
    }

    private static void count(Map<String, Long> what, String key) {
        if (counts()) {
            synchronized (CopyMeter.class) {
                what.merge(key, 1L, Long::sum);
            }
        }
    }
}
