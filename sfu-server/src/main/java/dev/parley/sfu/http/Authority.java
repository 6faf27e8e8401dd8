package dev.parley.sfu.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host and port of a {@code Host} header or an origin (RFC 3986 section 3.2), without user information.
 *
 * @param host lower case; an IPv6 literal keeps its brackets
 * @param port -1 when none is written
 */
record Authority(String host, int port) {
    /** Stands in where a request named no host that could be read: it grants nothing ({@code .invalid}, RFC 2606). */
    static final Authority UNKNOWN = new Authority("unknown.invalid", -1);

    // Nothing but these characters may reach the Content-Security-Policy header.
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?");

    static Optional<Authority> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = form.group(2) == null ? -1 : Integer.parseInt(form.group(2));
        if (port > 0xFFFF) {
            return Optional.empty();
        }
        return Optional.of(new Authority(form.group(1).toLowerCase(Locale.ROOT), port));
    }

    boolean isIpv6() {
        return host.startsWith("[");
    }

    @Override
    public String toString() {
        return port < 0 ? host : host + ":" + port;
    }
}
