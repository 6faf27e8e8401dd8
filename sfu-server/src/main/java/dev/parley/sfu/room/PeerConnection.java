package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ServerMessage;
import java.net.InetAddress;
import java.util.List;

/** The way to a peer's client. */
public interface PeerConnection {
    /** Tells the client something it did not ask for. */
    void tell(ServerMessage message);

    /** The loopback address the client came from; empty when it came from outside. */
    List<InetAddress> loopbackAddress();
}
