package dev.parley.sfu.acme;

import dev.parley.sfu.tls.ServerIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * When an authority may be asked: when a third of a certificate's life is left, after failures at ever longer intervals,
 * and never more than {@value #ORDERS_PER_HOUR} times an hour, also over restarts. Authorities stop to answer those who
 * fail more often: Let's Encrypt after five failures of a name an hour. Thread: one.
 */
final class Timetable {
    static final int ORDERS_PER_HOUR = 4;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** A part of a certificate's life, or of a wait, by which servers that began at once do not ask at once. */
    private static final int SPREAD = 24;

    private final RandomGenerator random;
    private final List<Instant> orders = new ArrayList<>();
    private Instant due = Instant.MIN;
    private int failures;

    /** @param orders when the authority was asked before the start */
    Timetable(RandomGenerator random, List<Instant> orders) {
        this.random = random;
        this.orders.addAll(orders);
    }

    /** A certificate is there, and good for all names: the next one is due later. */
    void has(ServerIdentity identity) {
        Duration life = Duration.between(identity.notBefore(), identity.notAfter());
        due = identity.notAfter().minus(life.dividedBy(3)).minus(spread(life));
        failures = 0;
    }

    /** Whether the authority is to be asked at this time. */
    boolean isDue(Instant now) {
        return !now.isBefore(next(now));
    }

    /** Whether another order is within the limit. */
    boolean mayAsk(Instant now) {
        // What lies in the future is of a clock that was wrong.
        orders.removeIf(each -> !each.isAfter(now.minus(HOUR)) || each.isAfter(now));
        return orders.size() < ORDERS_PER_HOUR;
    }

    /** When it is to be asked next, at the earliest. */
    Instant next(Instant now) {
        if (mayAsk(now)) {
            return due;
        }
        Instant free = orders.get(orders.size() - ORDERS_PER_HOUR).plus(HOUR);
        return free.isAfter(due) ? free : due;
    }

    /** The authority is asked now. */
    void asked(Instant now) {
        orders.add(now);
    }

    /**
     * It gave nothing.
     *
     * @param notBefore when it may be asked again, as it says
     * @return how often that was so since the last certificate
     */
    int failed(Instant now, Instant notBefore) {
        failures++;
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        wait = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        Instant later = now.plus(wait).plus(spread(wait.multipliedBy(SPREAD / 4)));
        due = notBefore.isAfter(later) ? notBefore : later;
        return failures;
    }

    /** The last hour's, to be kept over a restart. */
    List<Instant> orders() {
        return List.copyOf(orders);
    }

    private Duration spread(Duration whole) {
        return Duration.ofMillis(random.nextLong(Math.max(1, whole.toMillis() / SPREAD)));
    }
}
