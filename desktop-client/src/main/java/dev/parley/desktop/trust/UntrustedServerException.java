package dev.parley.desktop.trust;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nobody whom this client trusts vouches for a server. Nothing was sent to it. */
public final class UntrustedServerException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final String host;
    private final String fingerprint;
    private final String known;

    /**
     * @param host with its port
     * @param fingerprint of the authority that it shows
     * @param known fingerprint of the authority that it had until now, if it is known
     */
    UntrustedServerException(String host, String fingerprint, Optional<String> known, Throwable cause) {
        super("nobody trusted vouches for " + host + "; its authority is SHA256 " + fingerprint, cause);
        this.host = host;
        this.fingerprint = fingerprint;
        this.known = known.orElse("");
    }

    /** The host with its port. */
    public String host() {
        return host;
    }

    /** Of the authority that the server shows: SHA-256, {@code 0A:1B:...}. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Of the authority that it had until now, when that is another one. */
    public Optional<String> known() {
        return known.isEmpty() ? Optional.empty() : Optional.of(known);
    }

    /** The one behind a failure, if there is one. */
    public static Optional<UntrustedServerException> behind(Throwable failure) {
        @Nullable Throwable each = failure;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (each instanceof UntrustedServerException found) {
                return Optional.of(found);
            }
            each = each.getCause();
        }
        return Optional.empty();
    }
}
