package dev.parley.protocol.ice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few tuples a lite agent has seen authentic checks from; the one silent for longest makes room for a new one. */
final class AuthenticatedTuples<T extends IceTuple> {
    /** A client has a handful of interfaces, each over UDP and TCP, IPv4 and IPv6. */
    private static final int LIMIT = 8;

    private final List<Entry<T>> entries = new ArrayList<>(LIMIT);
    private @Nullable Entry<T> latest;

    private static final class Entry<T> {
        final T tuple;
        long lastCheckNanos;

        Entry(T tuple) {
            this.tuple = tuple;
        }
    }

    boolean contains(T tuple) {
        return find(tuple) != null;
    }

    private @Nullable Entry<T> find(T tuple) {
        Entry<T> recent = latest;
        if (recent != null && recent.tuple.equals(tuple)) {
            return recent;
        }
        for (int i = 0; i < entries.size(); i++) {
            Entry<T> entry = entries.get(i);
            if (entry.tuple.equals(tuple)) {
                latest = entry;
                return entry;
            }
        }
        return null;
    }

    /** Notes a check; true when the tuple is new. */
    boolean touch(T tuple, long nowNanos) {
        Entry<T> known = find(tuple);
        if (known != null) {
            known.lastCheckNanos = nowNanos;
            return false;
        }
        Entry<T> entry = new Entry<>(tuple);
        entry.lastCheckNanos = nowNanos;
        entries.add(entry);
        latest = entry;
        return true;
    }

    /** Removes and returns the tuple silent for longest, other than {@code kept}, when there are too many. */
    Optional<T> evict(T kept) {
        if (entries.size() <= LIMIT) {
            return Optional.empty();
        }
        @Nullable Entry<T> oldest = null;
        for (Entry<T> entry : entries) {
            if (!entry.tuple.equals(kept) && (oldest == null || entry.lastCheckNanos - oldest.lastCheckNanos < 0)) {
                oldest = entry;
            }
        }
        if (oldest == null) {
            return Optional.empty();
        }
        T tuple = oldest.tuple;
        remove(tuple);
        return Optional.of(tuple);
    }

    boolean remove(T tuple) {
        latest = null;
        return entries.removeIf(entry -> entry.tuple.equals(tuple));
    }

    /** The tuple checked last. */
    Optional<T> newest() {
        @Nullable Entry<T> newest = null;
        for (Entry<T> entry : entries) {
            if (newest == null || entry.lastCheckNanos - newest.lastCheckNanos > 0) {
                newest = entry;
            }
        }
        return newest == null ? Optional.empty() : Optional.of(newest.tuple);
    }
}
