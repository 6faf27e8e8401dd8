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
import org.jspecify.annotations.Nullable;

/**
 * Where to: what a person typed, pasted or opened as a server or a link, understood. Nothing else of a link counts.
 *
 * @param server {@code http} or {@code https}, with a host, perhaps a port, and nothing more
 * @param room of a join link; empty when only a server was given
 * @param token of an invitation link
 */
public record ServerAddress(URI server, Optional<String> room, JoinToken token) {
    /** The protocol takes no longer name of a room. */
    private static final int MAX_ROOM_LENGTH = 128;

    /** The protocol takes no longer token. */
    private static final int MAX_TOKEN_LENGTH = 4096;

    private static final Pattern SCHEME = Pattern.compile("^(https?|wss?|parley)://", Pattern.CASE_INSENSITIVE);
    private static final Pattern ROOM_PATH = Pattern.compile("^/r/([^/]+)/?$");
    private static final Pattern NUMBERS = Pattern.compile("^[0-9.]+$");
    private static final Pattern THIS_COMPUTER =
            Pattern.compile("^(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])$", Pattern.CASE_INSENSITIVE);

    private static final String TOKEN = "token=";

    /**
     * Understands an address such as {@code meet.example.org:8443}, {@code https://meet.example.org/r/tea} or {@code
     * parley://meet.example.org/r/tea#token=...}. {@code parley:} means {@code https:}, and {@code http:} on this computer.
     */
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
            boolean plain = given ? isPlain(scheme.group(1).toLowerCase(Locale.ROOT), host) : isNear(host);
            URI server = new URI(
                    plain ? "http" : "https", null, host.toLowerCase(Locale.ROOT), uri.getPort(), null, null, null);
            return Optional.of(new ServerAddress(server, roomOf(uri.getRawPath()), tokenOf(uri.getRawFragment())));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The link to a room on a server. */
    public static String link(URI server, String room) {
        return server + "/r/" + URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Where a join link leads; empty when only a server was given. */
    public Optional<Place> place() {
        return room.map(name -> new Place(server, name, token));
    }

    /** Whether the text has more in it than a server. */
    public boolean isLink() {
        return room.isPresent();
    }

    private static boolean isPlain(String scheme, String host) {
        return switch (scheme) {
            case "http", "ws" -> true;
            case "parley" -> THIS_COMPUTER.matcher(host).matches();
            default -> false;
        };
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

    /** What stands behind the {@code #}, as in browsers. A server can tell what is wrong with a token, nobody else. */
    private static JoinToken tokenOf(@Nullable String fragment) {
        if (fragment == null) {
            return JoinToken.NONE;
        }
        for (String part : fragment.split("&", -1)) {
            if (part.startsWith(TOKEN)) {
                String token = decoded(part.substring(TOKEN.length()));
                return token.length() > MAX_TOKEN_LENGTH ? JoinToken.NONE : new JoinToken(token);
            }
        }
        return JoinToken.NONE;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
