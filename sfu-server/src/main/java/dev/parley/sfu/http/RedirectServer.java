package dev.parley.sfu.http;

import io.netty.channel.IoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** The http port of a server with TLS: leads to the https port, and answers an authority that asks for a proof. */
public final class RedirectServer implements AutoCloseable {
    private final Entrance entrance;

    /**
     * @param group as {@link HttpServer}'s
     * @param addresses where to listen, as {@link HttpSettings#addresses()}
     * @param httpsPort where to lead
     * @param answers for an authority
     */
    public RedirectServer(
            IoEventLoopGroup group,
            List<InetSocketAddress> addresses,
            HttpLimits limits,
            int httpsPort,
            AcmeAnswers answers) {
        entrance = new Entrance(
                group.next(),
                addresses,
                limits,
                connection -> RedirectHandler.add(connection.pipeline(), limits, httpsPort, answers));
    }

    /**
     * Listens.
     *
     * @return the bound address, with the real port
     * @throws IOException when it cannot be bound
     */
    public InetSocketAddress start() throws IOException {
        return entrance.open();
    }

    /** Stops listening; who is being answered has a deadline. Not to be called on the control thread. */
    @Override
    public void close() {
        entrance.close();
    }
}
