package dev.parley.sfu.room;

import dev.parley.protocol.signaling.PeerVolume;
import dev.parley.protocol.signaling.SoundNews;
import dev.parley.sfu.observer.AudioLevel;
import java.util.List;
import java.util.Optional;

/** What peers of a room are told of who speaks and how loud. */
final class RoomSound {
    private final Room room;
    private Optional<String> speaker = Optional.empty();

    RoomSound(Room room) {
        this.room = room;
    }

    /** The id of the peer who speaks, or spoke last, as far as that peer is still there. */
    Optional<String> speaker() {
        return speaker;
    }

    void activeSpeaker(String producerId) {
        room.openProducer(producerId).ifPresent(producer -> {
            speaker = Optional.of(producer.owner().id());
            room.tellAll(new SoundNews.ActiveSpeaker(producer.owner().id(), producerId));
        });
    }

    void audioLevels(List<AudioLevel> levels) {
        room.tellAll(new SoundNews.AudioLevels(levels.stream()
                .flatMap(level -> room.openProducer(level.producerId()).stream()
                        .map(producer -> new PeerVolume(producer.owner().id(), level.producerId(), level.decibels())))
                .toList()));
    }

    /** A peer is gone. */
    void left(Peer peer) {
        speaker = speaker.filter(id -> !id.equals(peer.id()));
    }
}
