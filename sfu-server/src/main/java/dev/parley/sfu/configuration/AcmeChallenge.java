package dev.parley.sfu.configuration;

import java.util.Locale;

/** How the authority is shown that a name is this server's. */
public enum AcmeChallenge {
    /** In the TLS handshake on the https port (RFC 8737); the authority comes to port 443. */
    TLS_ALPN_01,
    /** By a page on the http port (RFC 8555 section 8.3); the authority comes to port 80. */
    HTTP_01;

    /** As the RFCs write it: {@code http-01}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String toString() {
        return word();
    }
}
