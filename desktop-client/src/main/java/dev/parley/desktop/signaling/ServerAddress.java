package dev.parley.desktop.signaling;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Turns what a person types for a server into addresses. */
public final class ServerAddress {
    private static final String ROOM_PATH = "/r/";

    private ServerAddress() {}

    /**
     * The address of the server's pages: {@code example.org} becomes {@code https://example.org/}, and
     * {@code localhost:3000} becomes {@code http://localhost:3000/}. Empty for what is no address.
     */
    public static Optional<URI> parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(text.contains("://") ? text : standardScheme(text) + "://" + text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean known = scheme.equals("http") || scheme.equals("https");
            if (!known || uri.getHost() == null) {
                return Optional.empty();
            }
            return Optional.of(URI.create(scheme + "://" + uri.getRawAuthority() + "/"));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String standardScheme(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        boolean own = lower.startsWith("localhost") || lower.startsWith("127.") || lower.startsWith("[::1]");
        return own ? "http" : "https";
    }

    /** Where the server's WebSocket is; {@code server} as {@link #parse} gives it. */
    public static URI socket(URI server) {
        String scheme = "https".equals(server.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getRawAuthority() + "/");
    }

    /** What a join link says. */
    public record Joined(URI server, String room) {}

    /** Takes a join link such as {@code https://example.org/r/room} apart; empty for what is none. */
    public static Optional<Joined> parseJoinLink(String typed) {
        String text = typed.strip();
        int at = text.indexOf(ROOM_PATH, text.indexOf("://") + 3);
        if (at < 0) {
            return Optional.empty();
        }
        String room = text.substring(at + ROOM_PATH.length()).split("[?#/]", 2)[0];
        try {
            String decoded = URLDecoder.decode(room.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.isEmpty()
                    ? Optional.empty()
                    : parse(text.substring(0, at)).map(server -> new Joined(server, decoded));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The join link of a room. */
    public static URI joinLink(URI server, String room) {
        return server.resolve(
                ROOM_PATH + URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20"));
    }
}
