package dev.parley.sfu.bench;

import dev.parley.protocol.media.MediaKind;
import dev.parley.sfu.load.StreamShape;
import java.util.List;

/**
 * What flows through a server that is compared with a program in C.
 *
 * @param name in the table
 * @param plan the rooms
 */
record Traffic(String name, RoomPlan plan) {
    private static final int VIDEO_PAYLOAD = 1100;

    /** Encoders cut a picture into packets about, not exactly, as long as they may be. */
    private static final int LEAST_PAYLOAD = 935;

    private static final int MOST_PAYLOAD = 1200;

    /** All that is compared. */
    static final List<Traffic> ALL = List.of(
            new Traffic("1 to 20", RoomPlan.broadcast(1, 20, StreamShape.video(300, VIDEO_PAYLOAD))),
            new Traffic("1 to 100", RoomPlan.broadcast(1, 100, StreamShape.video(300, VIDEO_PAYLOAD))),
            new Traffic("1 to 500", RoomPlan.broadcast(1, 500, StreamShape.video(60, VIDEO_PAYLOAD))),
            new Traffic("meeting of 10", RoomPlan.meeting(10, camera(100))),
            new Traffic("meeting of 30", RoomPlan.meeting(30, camera(60))),
            new Traffic("audio of 20", new RoomPlan(1, 20, 0, List.of(StreamShape.speech()))),
            // As many packets in a burst as a key frame has in three sizes.
            new Traffic("bursts of 50 to 10", RoomPlan.broadcast(1, 10, camera(1500))));

    /** Something of everything, to warm a server up. */
    static final RoomPlan MIXED = new RoomPlan(1, 6, 10, List.of(camera(100), StreamShape.speech()));

    private static StreamShape camera(int packetsPerSecond) {
        return new StreamShape(MediaKind.VIDEO, packetsPerSecond, LEAST_PAYLOAD, MOST_PAYLOAD);
    }

    /** A name for its rooms. */
    String room() {
        return name.replaceAll("[^a-z0-9]+", "-");
    }

    /** What is sent to one of its receivers, packets a second. */
    double rateToEach() {
        return plan.outPerSecond() / receivers();
    }

    /** Those to whom something is sent. */
    int receivers() {
        return plan.rooms() * (plan.listeners() + (plan.publishers() > 1 ? plan.publishers() : 0));
    }

    /** How often in a second something comes in: a picture's packets at once, sound one by one. */
    int moments() {
        int each = plan.tracks().stream()
                .mapToInt(track ->
                        track.kind() == MediaKind.VIDEO ? StreamShape.FRAMES_PER_SECOND : track.packetsPerSecond())
                .sum();
        return plan.rooms() * plan.publishers() * each;
    }

    /** The payloads that are among what is sent. */
    List<IdealSender.Kind> kinds() {
        return plan.tracks().stream()
                .map(track -> new IdealSender.Kind(track.minPayload(), track.maxPayload(), track.packetsPerSecond()))
                .toList();
    }
}
