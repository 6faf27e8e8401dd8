package dev.parley.desktop.call;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to: what a person typed or pasted as a server, understood.
 *
 * @param server {@code http} or {@code https}, with a host, perhaps a port, and nothing more
 * @param room of a join link; empty when only a server was given
 */
public record ServerAddress(URI server, Optional<String> room) {
    /** The protocol takes no longer name of a room. */
    private static final int MAX_ROOM_LENGTH = 128;

    private static final Pattern SCHEME = Pattern.compile("^(https?|wss?|parley)://", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROOM_PATH = Pattern.compile("^/r/([^/]+)/?$");
    private static final Pattern NUMBERS = Pattern.compile("^[0-9.]+$");

    /** Understands an address such as {@code meet.example.org:8443} or {@code https://meet.example.org/r/tea}. */
    public static Optional<ServerAddress> parse(String typed) {
        String text = typed.strip();
        Matcher scheme = SCHEME.matcher(text);
        boolean given = scheme.find();
        try {
            URI uri = new URI(given ? text : "https://" + text);
            String host = uri.getHost();
            if (host == null || uri.getPort() > 65_535 || uri.getUserInfo() != null) {
                return Optional.empty();
            }
            boolean plain = given ? scheme.group(1).toLowerCase(Locale.ROOT).matches("http|ws") : isNear(host);
            URI server = new URI(
                    plain ? "http" : "https", null, host.toLowerCase(Locale.ROOT), uri.getPort(), null, null, null);
            return Optional.of(new ServerAddress(server, roomOf(uri.getRawPath())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The link to a room on a server. */
    public static String link(URI server, String room) {
        return server + "/r/" + URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Whether the text has more in it than a server. */
    public boolean isLink() {
        return room.isPresent();
    }

    /**
     * A host that can have no certificate that others trust: a plain name of the local network, or a number. Everything
     * else is asked over https unless http is written.
     */
    private static boolean isNear(String host) {
        return host.startsWith("[")
                || NUMBERS.matcher(host).matches()
                || !host.contains(".")
                || host.endsWith(".local");
    }

    private static Optional<String> roomOf(String path) {
        Matcher match = ROOM_PATH.matcher(path);
        if (!match.matches()) {
            return Optional.empty();
        }
        try {
            // A plus sign stands for itself in a path.
            String room = URLDecoder.decode(match.group(1).replace("+", "%2B"), StandardCharsets.UTF_8)
                    .strip();
            return room.isEmpty() || room.length() > MAX_ROOM_LENGTH ? Optional.empty() : Optional.of(room);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
