package dev.parley.desktop.call;

import dev.parley.protocol.signaling.PeerInfo;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The others in the room, as the server tells. Written on the call's thread, read on any.
 *
 * <p>Listener calls come on the call's thread.
 */
final class People {
    /** What changed. */
    interface Listener {
        void added(RemotePerson person);

        void changed(RemotePerson person);

        void removed(RemotePerson person);
    }

    private final Executor executor;
    private final Listener listener;
    private final Map<String, RemotePerson> all = new LinkedHashMap<>();
    private final Departed departed = new Departed();

    People(Executor executor, Listener listener) {
        this.executor = executor;
        this.listener = listener;
    }

    /** The call's thread. */
    Executor executor() {
        return executor;
    }

    /** What is left of what was received and is not any more. */
    Departed departed() {
        return departed;
    }

    synchronized List<RemotePerson> all() {
        return List.copyOf(all.values());
    }

    synchronized Optional<RemotePerson> get(String peerId) {
        return Optional.ofNullable(all.get(peerId));
    }

    /** A room was entered: these are there, and nobody else. */
    void replaceAll(ServerMessage.RoomJoined room) {
        clear();
        bringInStep(room);
    }

    /** These are there now; those who were there before stay as they are, with what comes of them. */
    void bringInStep(ServerMessage.RoomJoined room) {
        Set<String> present = new HashSet<>(room.peers());
        Set<String> sending = new HashSet<>();
        room.existingProducers().forEach(peer -> {
            present.add(peer.peerId());
            peer.producers().forEach(producer -> sending.add(producer.producerId()));
        });
        for (RemotePerson person : all()) {
            if (!present.contains(person.peerId())) {
                remove(person.peerId());
            }
            person.producerIds().stream().filter(id -> !sending.contains(id)).forEach(this::removeMedia);
        }
        Map<String, String> names = room.peerInfos().stream()
                .collect(Collectors.toMap(PeerInfo::peerId, PeerInfo::displayName, (one, other) -> one));
        room.peers().forEach(peerId -> add(peerId, names.getOrDefault(peerId, "")));
        room.existingProducers().forEach(peer -> {
            add(peer.peerId(), names.getOrDefault(peer.peerId(), "")); // a base server names some only here
            peer.producers().forEach(producer -> {
                change(peer.peerId(), person -> person.addMedia(producer));
                pause(peer.peerId(), producer.producerId(), producer.paused());
            });
        });
    }

    /** Something happened in the room. */
    void notice(ServerMessage notice) {
        switch (notice) {
            case ServerMessage.NewPeer peer -> add(peer.peerId(), peer.displayName());
            case ServerMessage.PeerLeft peer -> remove(peer.peerId());
            case RoomNews.PeerRemoved peer -> remove(peer.peerId());
            case ServerMessage.NewProducer producer -> {
                add(producer.peerId(), "");
                change(
                        producer.peerId(),
                        person -> person.addMedia(new ProducerInfo(
                                producer.producerId(), producer.kind(), producer.paused(), producer.source())));
            }
            case ServerMessage.ProducerPaused paused -> pause(paused.peerId(), paused.producerId(), true);
            case ServerMessage.ProducerResumed resumed -> pause(resumed.peerId(), resumed.producerId(), false);
            case ServerMessage.ProducerClosed closed -> removeMedia(closed.producerId());
            case ServerMessage.ConsumerClosed closed -> removeMedia(closed.producerId());
            default -> {
                // Nothing about people.
            }
        }
    }

    private void pause(String peerId, String producerId, boolean paused) {
        change(peerId, person -> person.paused(producerId, paused));
    }

    /** Nothing comes of this producer for now. */
    void dropTrack(String producerId) {
        all().forEach(person -> person.dropTrack(producerId));
    }

    /** Other layers of this producer are sent here than before; none where they are empty. */
    void layers(String producerId, Optional<Participant.Layers> layers) {
        all().forEach(person -> person.layers(producerId, layers));
    }

    /** This producer is in a format that cannot be played here. */
    void undecodable(String producerId) {
        all().stream().filter(person -> person.undecodable(producerId)).forEach(listener::changed);
    }

    /** What comes of this producer was not sent for a while because nobody saw it, and is from now on. */
    void seenAgain(String producerId) {
        all().forEach(person -> person.seenAgain(producerId));
    }

    /** These pictures are left out to save data, and no others. */
    void spare(Set<String> producerIds) {
        all().stream().filter(person -> person.spare(producerIds)).forEach(listener::changed);
    }

    private void removeMedia(String producerId) {
        for (RemotePerson person : all()) {
            if (person.has(producerId)) {
                person.removeMedia(producerId);
                listener.changed(person);
            }
        }
    }

    private void change(String peerId, Predicate<RemotePerson> change) {
        get(peerId).filter(change).ifPresent(listener::changed);
    }

    /** A fact about somebody is another. */
    void changed(RemotePerson person) {
        listener.changed(person);
    }

    private void add(String peerId, String displayName) {
        RemotePerson person = new RemotePerson(peerId, displayName, departed);
        synchronized (this) {
            if (all.putIfAbsent(peerId, person) != null) {
                return;
            }
        }
        listener.added(person);
    }

    private void remove(String peerId) {
        RemotePerson person;
        synchronized (this) {
            person = all.remove(peerId);
        }
        if (person != null) {
            person.close();
            listener.removed(person);
        }
    }

    /** Nobody is there any more. */
    void clear() {
        all().forEach(person -> remove(person.peerId()));
    }
}
