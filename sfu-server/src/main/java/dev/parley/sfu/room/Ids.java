package dev.parley.sfu.room;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of peers, transports, producers and consumers: random, so that none can be guessed. */
public final class Ids {
    private static final int BYTES = 16;
    private static final long LOWEST_SSRC = 100_000_000;
    private static final long HIGHEST_SSRC = 999_999_900;

    private final SecureRandom random = new SecureRandom();

    /** A new id of 32 hexadecimal digits. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** An SSRC of nine digits, as mediasoup has them; the few that follow it have nine digits too. */
    long ssrc() {
        return random.nextLong(LOWEST_SSRC, HIGHEST_SSRC);
    }
}
