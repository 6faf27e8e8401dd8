package dev.parley.sfu.acme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.tls.ServerIdentity;
import dev.parley.sfu.tls.TestAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimetableTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);

    private static Timetable timetable(long seed) {
        return new Timetable(new Random(seed), List.of());
    }

    private static ServerIdentity identity(Instant from) {
        return TestAuthority.root("a root").issue("meet.example", from, LIFE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aThirdOfTheLifeBeforeTheEndOrALittleEarlierItIsDue(long seed) {
        Timetable timetable = timetable(seed);
        assertThat(timetable.isDue(START)).isTrue();
        timetable.has(identity(START));
        Instant due = timetable.next(START);
        assertThat(due).isBetween(START.plus(Duration.ofDays(56)), START.plus(Duration.ofDays(60)));
        assertThat(timetable.isDue(due.minusMillis(1))).isFalse();
        assertThat(timetable.isDue(due)).isTrue();
    }

    @Test
    void serversThatBeganAtOnceDoNotAskAtOnce() {
        ServerIdentity identity = identity(START);
        assertThat(java.util.stream.LongStream.range(0, 20).mapToObj(seed -> {
                    Timetable timetable = timetable(seed);
                    timetable.has(identity);
                    return timetable.next(START);
                }))
                .doesNotHaveDuplicates();
    }

    @Test
    void afterFailuresItWaitsEverLongerUpToSomeHours() {
        Timetable timetable = timetable(7);
        Instant now = START;
        Duration last = Duration.ZERO;
        for (int failure = 1; failure <= 20; failure++) {
            timetable.asked(now);
            assertThat(timetable.failed(now, Instant.MIN)).isEqualTo(failure);
            Duration wait = Duration.between(now, timetable.next(now));
            assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMinutes(5)).isLessThan(Duration.ofHours(8));
            if (failure < 7) {
                assertThat(wait).isGreaterThan(last);
            }
            last = wait;
            now = now.plus(wait);
        }
        timetable.has(identity(now));
        timetable.asked(now);
        assertThat(timetable.failed(now, Instant.MIN))
                .as("after a success they are counted anew")
                .isEqualTo(1);
    }

    @Test
    void theAuthoritysOwnWishToBeLeftAloneIsKept() {
        Timetable timetable = timetable(7);
        timetable.asked(START);
        Instant later = START.plus(Duration.ofHours(40));
        timetable.failed(START, later);
        assertThat(timetable.next(START)).isEqualTo(later);
    }

    /** Whatever happens, and however often the server is started again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itIsNeverAskedMoreThanFourTimesAnHour(long seed) {
        Random random = new Random(seed);
        Timetable timetable = timetable(seed);
        List<Instant> asked = new java.util.ArrayList<>();
        for (Instant now = START; now.isBefore(START.plus(Duration.ofHours(12))); now = now.plusSeconds(30)) {
            if (random.nextInt(20) == 0) {
                timetable = new Timetable(random, timetable.orders());
            }
            if (timetable.isDue(now)) {
                timetable.asked(now);
                asked.add(now);
                timetable.failed(now, Instant.MIN);
            }
        }
        assertThat(asked).hasSizeGreaterThan(20);
        for (Instant each : asked) {
            assertThat(asked.stream()
                            .filter(other -> !other.isBefore(each) && other.isBefore(each.plus(Duration.ofHours(1)))))
                    .hasSizeLessThanOrEqualTo(Timetable.ORDERS_PER_HOUR);
        }
    }

    @Test
    void ordersOfAClockThatWasWrongDoNotCount() {
        Instant future = START.plus(Duration.ofDays(1000));
        Timetable timetable = new Timetable(new Random(1), List.of(future, future, future, future));
        assertThat(timetable.isDue(START)).isTrue();
    }
}
