package dev.parley.sfu.transport;

/** The time, as far as a transport has to ask for it: packets and ticks bring theirs along. */
public interface MediaClock {
    /** The machine's. */
    MediaClock SYSTEM = new MediaClock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long unixNanos() {
            return System.currentTimeMillis() * 1_000_000L;
        }
    };

    /** Monotonic nanoseconds, those of {@link System#nanoTime}. */
    long nanoTime();

    /** Nanoseconds since 1970, of which RTCP speaks (RFC 3550, section 4). */
    long unixNanos();
}
