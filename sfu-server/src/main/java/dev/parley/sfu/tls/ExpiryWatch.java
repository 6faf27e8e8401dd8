package dev.parley.sfu.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to say about the coming end of a certificate: once each when 30, 14, 7 and 1 days are left, and every day after
 * it. Of a certificate that lives for a short time only what is less than a third of its life is said: until then,
 * nobody should have renewed it yet.
 */
final class ExpiryWatch {
    private static final List<Duration> STEPS =
            List.of(Duration.ofDays(30), Duration.ofDays(14), Duration.ofDays(7), Duration.ofDays(1));
    private static final Duration REPEATED = Duration.ofDays(1);

    private @Nullable ServerIdentity watched;
    private Duration said = Duration.ZERO;
    private Instant saidExpired = Instant.MIN;

    /** The sentence for this time, if one is due. */
    Optional<String> due(ServerIdentity identity, Instant now) {
        if (!identity.equals(watched)) {
            watched = identity;
            said = Duration.ofDays(Integer.MAX_VALUE);
            saidExpired = Instant.MIN;
        }
        Duration left = Duration.between(now, identity.notAfter());
        if (left.isZero() || left.isNegative()) {
            if (saidExpired.equals(Instant.MIN) || !now.isBefore(saidExpired.plus(REPEATED))) {
                saidExpired = now;
                return Optional.of("the certificate expired on " + identity.notAfter() + ": clients refuse it");
            }
            return Optional.empty();
        }
        Duration life = Duration.between(identity.notBefore(), identity.notAfter());
        Optional<Duration> step = STEPS.stream()
                .filter(each ->
                        left.compareTo(each) <= 0 && each.multipliedBy(3).compareTo(life) < 0)
                .reduce((longer, shorter) -> shorter);
        if (step.isEmpty() || step.get().compareTo(said) >= 0) {
            return Optional.empty();
        }
        said = step.get();
        return Optional.of("the certificate expires on " + identity.notAfter() + ", in " + (left.toDays() + 1)
                + " day(s) at most");
    }
}
