package dev.parley.sfu.room;

import java.net.InetAddress;
import java.util.List;

/** The way to a peer's client. */
public interface PeerConnection {
    /** Sends the client a frame that it did not ask for. */
    void tell(String frame);

    /** The loopback address the client came from; empty when it came from outside. */
    List<InetAddress> loopbackAddress();
}
