package dev.parley.sfu.bench;

import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rooms that are all alike.
 *
 * @param rooms how many
 * @param publishers peers in each that send, and receive from each other
 * @param listeners peers in each that only receive
 * @param tracks what each publisher sends
 */
record RoomPlan(int rooms, int publishers, int listeners, List<StreamShape> tracks) {
    /** Copies the list. */
    RoomPlan {
        tracks = List.copyOf(tracks);
    }

    /** Rooms with one sender of video and some receivers. */
    static RoomPlan broadcast(int rooms, int listeners, StreamShape video) {
        return new RoomPlan(rooms, 1, listeners, List.of(video));
    }

    /** One room in which all send video and speech and receive from everyone else. */
    static RoomPlan meeting(int peers, StreamShape video) {
        return new RoomPlan(1, peers, 0, List.of(video, StreamShape.speech()));
    }

    /** Peers in all. */
    int peers() {
        return rooms * (publishers + listeners);
    }

    /** How often each packet that is sent shall arrive. */
    int copies() {
        return publishers - 1 + listeners;
    }

    /** Packets a second that go out to all of them. */
    double outPerSecond() {
        int each = tracks.stream().mapToInt(StreamShape::packetsPerSecond).sum();
        return (double) rooms * publishers * copies() * each;
    }

    /** Streams that arrive somewhere. */
    int streams() {
        return rooms * publishers * tracks.size() * copies();
    }

    /**
     * Fills the rooms, and returns when every transport is connected.
     *
     * @param prefix of the rooms' names
     */
    List<LoadTransport> fill(LoadClient client, String prefix) throws IOException {
        List<LoadTransport> transports = new ArrayList<>();
        for (int room = 0; room < rooms; room++) {
            fillRoom(client, prefix + "-" + room, transports);
        }
        client.awaitConnected(transports);
        return transports;
    }

    private void fillRoom(LoadClient client, String room, List<LoadTransport> transports) throws IOException {
        List<LoadPeer> senders = new ArrayList<>();
        List<List<String>> producers = new ArrayList<>();
        for (int i = 0; i < publishers; i++) {
            LoadPeer peer = client.join(room);
            LoadTransport transport = peer.connect(TransportDirection.SEND);
            List<String> own = new ArrayList<>();
            for (StreamShape track : tracks) {
                own.add(peer.publish(transport, track));
            }
            transports.add(transport);
            senders.add(peer);
            producers.add(own);
        }
        if (publishers > 1) {
            for (int i = 0; i < publishers; i++) {
                receive(senders.get(i), others(producers, i), transports);
            }
        }
        for (int i = 0; i < listeners; i++) {
            receive(client.join(room), others(producers, -1), transports);
        }
    }

    private static List<String> others(List<List<String>> producers, int self) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < producers.size(); i++) {
            if (i != self) {
                others.addAll(producers.get(i));
            }
        }
        return others;
    }

    private static void receive(LoadPeer peer, List<String> producers, List<LoadTransport> transports)
            throws IOException {
        LoadTransport transport = peer.connect(TransportDirection.RECV);
        transports.add(transport);
        for (String producer : producers) {
            peer.subscribe(transport, producer);
        }
    }
}
