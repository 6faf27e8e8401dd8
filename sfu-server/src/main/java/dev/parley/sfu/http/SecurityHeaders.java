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
            + "serial=(), hid=(), midi=(), bluetooth=()";

    private SecurityHeaders() {}

    static void apply(HttpHeaders headers, Authority host) {
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, policy(host));
        headers.set("x-content-type-options", "nosniff");
        headers.set(HttpHeaderNames.X_FRAME_OPTIONS, "DENY");
        // A join link is a key: it is not shown to whoever is linked to.
        headers.set("referrer-policy", "no-referrer");
        headers.set("permissions-policy", PERMISSIONS);
        headers.set("cross-origin-opener-policy", "same-origin");
        headers.set("cross-origin-resource-policy", "same-origin");
    }

    private static String policy(Authority host) {
        // 'self' covers the WebSocket in today's browsers, older ones want it by name; the grammar of CSP has no IPv6.
        return host.isIpv6()
                ? POLICY_START + POLICY_END
                : POLICY_START + " ws://" + host + " wss://" + host + POLICY_END;
    }
}
