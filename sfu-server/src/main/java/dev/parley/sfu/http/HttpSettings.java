package dev.parley.sfu.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where an {@link HttpServer} listens, what it speaks and whom it admits.
 *
 * @param addresses where to listen, already resolved, at least one; port 0 of the first takes a free one, and the others
 *     have the port of the first
 * @param allowedOrigins origins ({@code https://meet.example}) whose pages may open a WebSocket besides the served
 *     host's own; {@code *} admits all
 * @param limits what one peer may cost
 * @param tls speaks TLS; without it plain HTTP is spoken
 * @param media takes connections that bring media, where the port is shared with them
 * @param authority the certificate of this server's own authority in PEM, to be had at {@code /ca.crt}
 */
public record HttpSettings(
        List<InetSocketAddress> addresses,
        List<String> allowedOrigins,
        HttpLimits limits,
        Optional<TlsDoor> tls,
        Optional<IceTcpDoor> media,
        Optional<String> authority) {
    public HttpSettings {
        addresses = List.copyOf(addresses);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Plain HTTP alone. */
    public HttpSettings(InetSocketAddress address, List<String> allowedOrigins, HttpLimits limits) {
        this(List.of(address), allowedOrigins, limits, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
