package dev.parley.sfu.room;

import dev.parley.protocol.signaling.RoomNews;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Whose hands are up, in the order in which they went up. */
final class Hands {
    private final SequencedSet<String> up = new LinkedHashSet<>();

    /** A hand goes up; one that is up keeps its place. Whether anything changed. */
    boolean raise(String peerId) {
        return up.add(peerId);
    }

    /** A hand goes down. Whether anything changed. */
    boolean lower(String peerId) {
        return up.remove(peerId);
    }

    /** The ids, the first to be heard first. */
    List<String> queue() {
        return List.copyOf(up);
    }

    RoomNews.HandsChanged news() {
        return new RoomNews.HandsChanged(queue());
    }
}
