package dev.parley.sfu.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages may open a WebSocket. The same-origin policy of browsers does not cover WebSockets (RFC 6455 section
 * 10.2), so a foreign page could act through its visitor's network; native clients send no origin at all.
 */
final class OriginPolicy {
    private static final String ANY = "*";

    private final Set<String> allowed;
    private final boolean secure;

    /** @param secure whether TLS ends here: then the served host's own pages came by https too */
    OriginPolicy(List<String> allowed, boolean secure) {
        this.secure = secure;
        this.allowed = allowed.stream().map(OriginPolicy::plain).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param origins all values of the {@code Origin} header
     * @param host the request's own {@code Host}
     */
    boolean admits(List<String> origins, Authority host) {
        if (origins.isEmpty() || allowed.contains(ANY)) {
            return true;
        }
        String origin = plain(origins.getFirst());
        return origins.size() == 1 && (allowed.contains(origin) || isSameHost(origin, host));
    }

    private boolean isSameHost(String origin, Authority host) {
        boolean tls = origin.startsWith("https://");
        if (!tls && (secure || !origin.startsWith("http://"))) {
            return false;
        }
        Optional<Authority> parsed = Authority.parse(origin.substring(tls ? 8 : 7));
        if (parsed.isEmpty() || !parsed.get().host().equals(host.host())) {
            return false;
        }
        int standard = tls ? 443 : 80;
        int originPort = parsed.get().port() < 0 ? standard : parsed.get().port();
        // A proxy may have ended TLS, so a Host without a port stands for the standard port of the origin's scheme.
        return originPort == (host.port() < 0 ? standard : host.port());
    }

    private static String plain(String origin) {
        return origin.strip().toLowerCase(Locale.ROOT);
    }
}
