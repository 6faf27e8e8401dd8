package dev.parley.sfu.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts of the bench, in the order in which they run. */
enum Part {
    /** What it costs to protect and unprotect a packet. */
    SRTP,
    /** One sender to 1, 20 and 100 receivers. */
    FORWARDING,
    /** Ten people who all send and all receive. */
    MEETING,
    /** Many transports that connect at once. */
    HANDSHAKES,
    /** Heap and resident memory by the number of peers. */
    MEMORY,
    /** The server beside a program in C, several rounds; only when asked for, as it takes fifteen minutes. */
    IDEAL,
    /** What each step of the way out gains; only when asked for, as it takes twenty-five minutes. */
    STEPS,
    /** What a large room costs on one Worker and on two; only when asked for. */
    CORES,
    /** How much later packets arrive than through an ideal forwarder, and whether all do; only when asked for. */
    DELAY,
    /** What those in calls notice of many who join; only when asked for. */
    JOINS,
    /** Twelve people with cameras, with simulcast and without; only when asked for, as it takes seven minutes. */
    TWELVE,
    /** Whether anything grows in a long time; only when asked for, as it takes that. */
    SOAK,
    /** The desktop client beside Chromium; only when asked for, as it takes long and needs a browser. */
    DESKTOP;

    /** Those that run when none is named. */
    static Set<Part> usual() {
        return EnumSet.complementOf(EnumSet.of(IDEAL, STEPS, CORES, DELAY, JOINS, TWELVE, SOAK, DESKTOP));
    }

    /** The name on the command line and in the JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String words() {
        return Arrays.stream(values()).map(Part::word).collect(Collectors.joining(", "));
    }
}
