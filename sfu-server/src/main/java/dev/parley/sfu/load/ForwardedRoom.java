package dev.parley.sfu.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** A room of a program that forwards RTP and speaks nothing else: who is in it is told by the ports of the transports. */
public final class ForwardedRoom {
    /** There is no transport for that way. */
    public static final int NO_PORT = 0;

    private final LoadClient client;
    private final InetSocketAddress forwarder;
    private final ForwarderKeys keys;

    /**
     * Who takes part.
     *
     * @param sendingPort from which its packets come, or {@link #NO_PORT}
     * @param receivingPort to which those of all others go, or {@link #NO_PORT}
     */
    public record Seat(int sendingPort, int receivingPort) {}

    /** An empty one. */
    public ForwardedRoom(LoadClient client, InetSocketAddress forwarder, ForwarderKeys keys) {
        this.client = client;
        this.forwarder = forwarder;
        this.keys = keys;
    }

    /**
     * Opens the transports of all, each with a socket of its own.
     *
     * @param publishers send, and receive from each other
     * @param listeners only receive
     * @param tracks what each publisher sends
     */
    public List<Seat> fill(int publishers, int listeners, List<StreamShape> tracks) throws IOException {
        List<List<Integer>> published = new ArrayList<>();
        List<Integer> sendingPorts = new ArrayList<>();
        for (int i = 0; i < publishers; i++) {
            UdpTransport sending = open();
            sendingPorts.add(sending.port);
            List<Integer> ssrcs = new ArrayList<>();
            for (StreamShape track : tracks) {
                int ssrc = client.nextSsrc();
                client.publish(sending.transport, track, ssrc);
                ssrcs.add(ssrc);
            }
            published.add(ssrcs);
        }
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < publishers + listeners; i++) {
            int receivingPort = publishers == 1 && i == 0 ? NO_PORT : receive(published, i);
            seats.add(new Seat(i < publishers ? sendingPorts.get(i) : NO_PORT, receivingPort));
        }
        return seats;
    }

    private int receive(List<List<Integer>> published, int self) throws IOException {
        UdpTransport receiving = open();
        for (int i = 0; i < published.size(); i++) {
            if (i != self) {
                for (int ssrc : published.get(i)) {
                    client.expect(receiving.transport, ssrc);
                }
            }
        }
        return receiving.port;
    }

    private record UdpTransport(LoadTransport transport, int port) {}

    private UdpTransport open() throws IOException {
        UdpWire wire = new UdpWire(forwarder);
        return new UdpTransport(client.open(wire, keys), wire.port());
    }
}
