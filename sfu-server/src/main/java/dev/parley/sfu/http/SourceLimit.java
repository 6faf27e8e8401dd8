package dev.parley.sfu.http;

import dev.parley.sfu.limit.TokenBucket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often something may be done from one address: many times at once, for a company's meeting begins behind one
 * address translator, and some times a second in the long run. IPv6 addresses count by their first 64 bits, which are one
 * network's. Loopback is exempt: a reverse proxy lives there. What is refused is counted, and logged once a minute.
 *
 * <p>Thread: the control thread.
 */
public final class SourceLimit {
    /** What may be done at once is what may be done in this many seconds. */
    public static final int BURST_SECONDS = 20;

    /** Addresses remembered at once; beyond that the one that was longest idle is forgotten. */
    static final int MAXIMUM_SOURCES = 10_000;

    private static final int IPV6_NETWORK_BYTES = 8;
    private static final long LOG_INTERVAL_NANOS = 60_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(SourceLimit.class);

    private final String what;
    private final int perSecond;
    private final Map<InetAddress, TokenBucket> sources = new LinkedHashMap<>(16, 0.75f, true);
    private long refused;
    private boolean told;
    private long toldNanos;

    /**
     * @param what is done, in the plural, for the log
     * @param perSecond from one address in the long run, 1 or more
     */
    public SourceLimit(String what, int perSecond) {
        this.what = what;
        this.perSecond = perSecond;
    }

    /** Whether it may be done once more from this address now; if so it is taken as done. */
    public boolean take(InetAddress from, long nowNanos) {
        if (from.isLoopbackAddress()) {
            return true;
        }
        InetAddress source = network(from);
        TokenBucket bucket = sources.get(source);
        if (bucket == null) {
            bucket = new TokenBucket(perSecond, perSecond * BURST_SECONDS, nowNanos);
            sources.put(source, bucket);
            forgetOne();
        }
        boolean allowed = bucket.take(nowNanos);
        if (!allowed) {
            refused++;
            tell(from, nowNanos);
        }
        return allowed;
    }

    private void forgetOne() {
        if (sources.size() > MAXIMUM_SOURCES) {
            Iterator<InetAddress> longestIdle = sources.keySet().iterator();
            longestIdle.next();
            longestIdle.remove();
        }
    }

    private void tell(InetAddress from, long nowNanos) {
        if (!told || nowNanos - toldNanos > LOG_INTERVAL_NANOS) {
            told = true;
            toldNanos = nowNanos;
            LOG.warn("{} {} refused so far for being too many, the last from {}", refused, what, from.getHostAddress());
        }
    }

    private static InetAddress network(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, IPV6_NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen bytes are an address", e);
        }
    }

    /** How many addresses are remembered. */
    int sources() {
        return sources.size();
    }

    /** How often it was refused so far. */
    public long refused() {
        return refused;
    }
}
