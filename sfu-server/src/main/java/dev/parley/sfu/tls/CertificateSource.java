package dev.parley.sfu.tls;

import dev.parley.sfu.configuration.TlsSettings;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where certificates come from. Called on one thread, which it may hold up. */
public interface CertificateSource {
    /**
     * What to begin with.
     *
     * @throws IOException when there is none and waiting for one is of no use; its message is one line for the operator
     */
    Optional<ServerIdentity> first(Instant now) throws IOException;

    /** A newer one than was given last, if there is one. Called every few seconds. */
    Optional<ServerIdentity> next(Instant now);

    /** What keeps a newer one away, if anything does. Thread: any. */
    default Optional<CertificateTrouble> trouble() {
        return Optional.empty();
    }

    /** Files that somebody else keeps up to date, as the settings name them. */
    static CertificateSource files(TlsSettings tls) {
        return new CertificateFiles(tls.certificate().orElseThrow(), tls.key().orElseThrow());
    }

    /** This server's own authority, for the names and addresses that the machine has at the time of the call. */
    static CertificateSource local(LocalAuthority authority, Supplier<Set<String>> names) {
        return new LocalCertificates(authority, names);
    }
}
