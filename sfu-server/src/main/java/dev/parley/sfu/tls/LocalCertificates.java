package dev.parley.sfu.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates from the server's own authority, for the names and addresses that the machine has at the time: a new one
 * when those change, and when a third of its life is left.
 */
final class LocalCertificates implements CertificateSource {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCertificates.class);

    /** Addresses come and go, and listing them takes milliseconds. */
    private static final Duration NAMES_LIFE = Duration.ofMinutes(1);

    private final LocalAuthority authority;
    private final Supplier<Set<String>> names;
    private Set<String> issuedFor = Set.of();
    private Instant lookedAt = Instant.MIN;
    private @Nullable ServerIdentity issued;

    LocalCertificates(LocalAuthority authority, Supplier<Set<String>> names) {
        this.authority = authority;
        this.names = names;
    }

    @Override
    public Optional<ServerIdentity> first(Instant now) {
        return next(now);
    }

    @Override
    public Optional<ServerIdentity> next(Instant now) {
        ServerIdentity last = issued;
        if (last != null && now.isBefore(lookedAt.plus(NAMES_LIFE))) {
            return Optional.empty();
        }
        lookedAt = now;
        Set<String> wanted = new TreeSet<>(names.get());
        if (last != null && wanted.equals(issuedFor) && now.isBefore(renewal(last))) {
            return Optional.empty();
        }
        List<String> permitted = new ArrayList<>(wanted);
        permitted.removeIf(name -> !authority.permits(name));
        if (permitted.size() < wanted.size() && !wanted.equals(issuedFor)) {
            wanted.removeAll(permitted);
            LOG.warn(
                    "the authority was made for other names and may not vouch for {}: to have that, move {} away",
                    wanted,
                    authority.file().getParent());
            wanted.addAll(permitted);
        }
        issuedFor = wanted;
        ServerIdentity fresh = authority.issue(permitted, now);
        issued = fresh;
        return Optional.of(fresh);
    }

    private static Instant renewal(ServerIdentity identity) {
        Duration life = Duration.between(identity.notBefore(), identity.notAfter());
        return identity.notAfter().minus(life.dividedBy(3));
    }
}
