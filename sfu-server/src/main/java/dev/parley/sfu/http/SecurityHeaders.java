package dev.parley.sfu.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

/** The headers that keep a page of ours to itself; they go with every response. */
final class SecurityHeaders {
    private static final String POLICY_START = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: blob:; media-src 'self' blob: mediastream:; connect-src 'self'";
    private static final String POLICY_END = "; font-src 'self'; manifest-src 'self'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), "
            + "speaker-selection=(self), screen-wake-lock=(self), fullscreen=(self), picture-in-picture=(self), "
            + "autoplay=(self), clipboard-write=(self), clipboard-read=(), geolocation=(), payment=(), usb=(), "
            + "serial=(), hid=(), midi=()";

    // Not for localhost: what else a developer serves there has no TLS.
    private static final String LOCALHOST = "localhost";
    private static final String ONE_YEAR = "max-age=31536000";

    private SecurityHeaders() {}

    /** @param secure whether TLS ends here: then plain connections are never wanted again */
    static void apply(HttpHeaders headers, Authority host, boolean secure) {
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy(host, secure));
        if (secure && !host.host().equals(LOCALHOST)) {
            headers.set("strict-transport-security", ONE_YEAR);
        }
        headers.set("x-content-type-options", "nosniff");
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
        // A join link is a key: it is not shown to whoever is linked to.
        headers.set("referrer-policy", "no-referrer");
        headers.set("permissions-policy", PERMISSIONS);
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
    }

    private static String policy(Authority host, boolean secure) {
        // 'self' covers the WebSocket in today's browsers, older ones want it by name; the grammar of CSP has no IPv6.
        if (host.isIpv6()) {
            return POLICY_START + POLICY_END;
        }
        return POLICY_START + (secure ? "" : " ws://" + host) + " wss://" + host + POLICY_END;
    }
}
