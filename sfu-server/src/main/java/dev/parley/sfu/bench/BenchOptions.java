package dev.parley.sfu.bench;

import dev.parley.protocol.srtp.SrtpProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be measured, and how long.
 *
 * @param parts not empty
 * @param browser whether Chromium is measured too
 * @param time of each measurement of flowing media
 * @param soak how long the soak goes on, if that was said
 * @param meetings meetings of ten in the soak
 * @param quick shorter warm-ups, fewer repetitions
 * @param packetsPerSecond of each sender's video, outside meetings
 * @param profile the SRTP profile
 * @param floor packets per CPU-second of an ideal sender on this machine, if that was measured
 * @param server a server that runs already, instead of one of our own
 * @param process the process of that server
 */
record BenchOptions(
        Set<Part> parts,
        boolean browser,
        Duration time,
        Optional<Duration> soak,
        int meetings,
        boolean quick,
        int packetsPerSecond,
        SrtpProfile profile,
        Optional<Integer> floor,
        Optional<URI> server,
        Optional<ProcessHandle> process) {
    /** Bytes of RTP payload of every video packet. */
    static final int PAYLOAD = 1100;

    /** Copies the set. */
    BenchOptions {
        parts = Set.copyOf(parts);
    }

    /** The compiler is warm after some ten thousand packets; the first scenario of a server gets this much more. */
    Duration firstWarmUp() {
        return quick ? Duration.ofSeconds(3) : Duration.ofSeconds(10);
    }

    Duration warmUp() {
        return quick ? Duration.ofSeconds(1) : Duration.ofSeconds(3);
    }
}
