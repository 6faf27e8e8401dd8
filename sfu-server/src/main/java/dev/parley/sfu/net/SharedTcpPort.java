package dev.parley.sfu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one TCP port that pages and the media of all Workers share: which Worker has the transport that a connection's
 * first ICE check names. Thread: any.
 */
public final class SharedTcpPort {
    /** A Worker, as far as a new connection is concerned. */
    public interface Owner {
        /**
         * Takes a connection over, on any thread.
         *
         * @param connection one that no event loop has any more and that does not read by itself
         * @param received what was read of it already; becomes the owner's
         */
        void adopt(Channel connection, ByteBuf received);
    }

    private final Map<String, Owner> owners = new ConcurrentHashMap<>();
    private volatile int number;

    /** The port is open. */
    public void opened(int port) {
        number = port;
    }

    /** What clients are told to connect to; 0 before {@link #opened}. */
    public int number() {
        return number;
    }

    /** The Worker with a transport of this name. */
    public Optional<Owner> owner(String usernameFragment) {
        return Optional.ofNullable(owners.get(usernameFragment));
    }

    void named(String usernameFragment, Owner owner) {
        owners.put(usernameFragment, owner);
    }

    void retired(String usernameFragment) {
        owners.remove(usernameFragment);
    }

    /** A Worker has ended. */
    void gone(Owner owner) {
        owners.values().removeIf(owner::equals);
    }
}
