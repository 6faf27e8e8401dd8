package dev.parley.sfu.room;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Ids of peers, transports, producers and consumers: random, so that none can be guessed. */
public final class Ids {
    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** A new id of 32 hexadecimal digits. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Random numbers that cannot be guessed either. */
    SecureRandom random() {
        return random;
    }
}
