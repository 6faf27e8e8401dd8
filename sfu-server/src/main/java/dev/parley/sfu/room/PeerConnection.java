package dev.parley.sfu.room;

import java.net.InetAddress;
import java.util.List;

/** The way to a peer's client. */
public interface PeerConnection {
    /** Sends the client a frame that it did not ask for. */
    void tell(String frame);

    /** Where the client is: a reverse proxy's own address when there is one in between. */
    InetAddress remoteAddress();

    /** Ends the socket, for the client has gone on with another one; what comes over this one still is not heard. */
    void superseded();

    /** The loopback address the client came from; empty when it came from outside. */
    List<InetAddress> loopbackAddress();
}
