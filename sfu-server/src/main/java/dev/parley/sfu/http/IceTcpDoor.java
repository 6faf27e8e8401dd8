package dev.parley.sfu.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Optional;

/** Where connections go that bring media. Called on the control thread. */
public interface IceTcpDoor {
    /** Who has the transport that an ICE check names. */
    Optional<Destination> destination(String usernameFragment);

    /** Takes connections over. */
    interface Destination {
        /**
         * Takes one over.
         *
         * @param connection it has no handlers and no event loop any more, and does not read by itself
         * @param received what was read of it; becomes the destination's
         */
        void adopt(Channel connection, ByteBuf received);
    }
}
