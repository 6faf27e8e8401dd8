package dev.parley.sfu.storage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be written of rooms and is not yet: of each room in order, and no room is in the way of another. What cannot be
 * written is tried again, and given up after so many times. Thread: one at a time.
 */
final class PendingWrites {
    private static final Logger LOG = LoggerFactory.getLogger(PendingWrites.class);

    /** Some minutes; what still cannot be written then will never be, and is in the way of what can. */
    static final int MAXIMUM_TRIES = 60;

    /**
     * Rooms that fail one after the other in one go: it is the disk then, which may take seconds to say so each time. The next
     * go begins with others.
     */
    static final int MAXIMUM_FAILURES = 3;

    /** Writes something; all of it or nothing. */
    interface Write {
        void run() throws IOException;
    }

    /** Of one room. */
    private static final class Queue {
        final Deque<Write> writes = new ArrayDeque<>();
        /** How often the first of them failed. */
        int tries;
        /** Since the room could be written the last time. */
        boolean failed;
    }

    private final int capacity;
    private final SequencedMap<String, Queue> rooms = new LinkedHashMap<>();
    private int waiting;
    /** Rooms that could not be written when they were tried last. */
    private int failing;

    /** For so many writes at most, and one of each room beyond. */
    PendingWrites(int capacity) {
        this.capacity = capacity;
    }

    /** Writes at once, unless something of the same room waits to be tried again, or so many rooms fail that it is the disk. */
    void write(String room, Write write) {
        // A room that nothing waits of is not to suffer from those that cannot be written.
        if (waiting >= capacity && rooms.containsKey(room)) {
            lost(room, "too much waits for the disk");
            return;
        }
        Queue queue = rooms.computeIfAbsent(room, _ -> new Queue());
        queue.writes.add(write);
        waiting++;
        if (!queue.failed && failing < MAXIMUM_FAILURES && drain(room, queue)) {
            rooms.remove(room);
        }
    }

    boolean isEmpty() {
        return rooms.isEmpty();
    }

    /** Tries once more what could not be written, until it seems to be the disk. */
    void tryAgain() {
        tryAgain(MAXIMUM_FAILURES);
    }

    /** Tries everything once more, for the last time. */
    void tryAll() {
        tryAgain(Integer.MAX_VALUE);
    }

    private void tryAgain(int mostFailures) {
        int failures = 0;
        for (String room : List.copyOf(rooms.keySet())) {
            Queue queue = rooms.remove(room);
            if (queue == null || drain(room, queue)) {
                failures = 0;
                continue;
            }
            rooms.put(room, queue); // behind the others, of which some may not have had their turn
            if (++failures == mostFailures) {
                return;
            }
        }
    }

    /** Nothing of what is left will be written. */
    void giveUp(String why) {
        rooms.forEach((room, queue) -> queue.writes.forEach(_ -> lost(room, why)));
        rooms.clear();
        waiting = 0;
        failing = 0;
    }

    /** Writes what is to be written of a room, as far as that goes; true when nothing is left. */
    private boolean drain(String room, Queue queue) {
        for (Write next = queue.writes.peek(); next != null; next = queue.writes.peek()) {
            try {
                next.run();
            } catch (IOException | RuntimeException e) {
                if (!failed(room, queue, e)) {
                    return false;
                }
                continue;
            }
            done(queue);
            if (queue.failed) {
                queue.failed = false;
                failing--;
                LOG.atInfo().addKeyValue("room", room).log("what is to be kept of this room can be written again");
            }
        }
        if (queue.failed) { // the last was given up
            queue.failed = false;
            failing--;
        }
        return true;
    }

    private void done(Queue queue) {
        queue.writes.remove();
        queue.tries = 0;
        waiting--;
    }

    /** Says so once, until it works again; true when this write is given up, and the next may be tried. */
    private boolean failed(String room, Queue queue, Exception e) {
        if (!queue.failed) {
            queue.failed = true;
            failing++;
            LOG.atError()
                    .addKeyValue("room", room)
                    .setCause(e instanceof RuntimeException ? e : null)
                    .log("what is to be kept of this room cannot be written, which is tried again: {}", e.getMessage());
        }
        if (++queue.tries <= MAXIMUM_TRIES) {
            return false;
        }
        lost(room, e.getMessage());
        done(queue);
        return true;
    }

    /** Says what nobody will find again. */
    static void lost(String room, @Nullable String why) {
        LOG.atError().addKeyValue("room", room).log("something of this room is not kept: {}", why);
    }
}
