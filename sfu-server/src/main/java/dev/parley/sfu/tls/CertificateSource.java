package dev.parley.sfu.tls;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Where certificates come from. Called on one thread, which it may hold up. */
interface CertificateSource {
    /**
     * What to begin with.
     *
     * @throws IOException when there is none and waiting for one is of no use; its message is one line for the operator
     */
    Optional<ServerIdentity> first(Instant now) throws IOException;

    /** A newer one than was given last, if there is one. Called every few seconds. */
    Optional<ServerIdentity> next(Instant now);
}
