package dev.parley.sfu.http;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where an {@link HttpServer} listens and whom it admits.
 *
 * @param address where to listen, already resolved; port 0 takes a free one
 * @param allowedOrigins origins ({@code https://meet.example}) whose pages may open a WebSocket besides the served
 *     host's own; {@code *} admits all
 * @param limits what one peer may cost
 */
public record HttpSettings(InetSocketAddress address, List<String> allowedOrigins, HttpLimits limits) {
    public HttpSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** Standard limits and no foreign origins. */
    public HttpSettings(InetSocketAddress address) {
        this(address, List.of(), HttpLimits.STANDARD);
    }
}
