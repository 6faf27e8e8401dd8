package dev.parley.desktop.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last figures of streams that ended, because somebody left or the connection was made anew. Thread: any. */
final class Departed {
    /** A client that stays for months forgets the oldest. */
    private static final int MOST = 1_000;

    private final Deque<CallReport.Remote> all = new ArrayDeque<>();

    synchronized void add(CallReport.Remote last) {
        all.add(last);
        if (all.size() > MOST) {
            all.remove();
        }
    }

    /** Oldest first. */
    synchronized List<CallReport.Remote> all() {
        return List.copyOf(all);
    }
}
