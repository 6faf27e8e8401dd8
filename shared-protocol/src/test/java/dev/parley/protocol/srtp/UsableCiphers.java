package dev.parley.protocol.srtp;

import java.util.Arrays;
import java.util.List;

/** Those that this machine has. */
final class UsableCiphers {
    private UsableCiphers() {}

    static List<SrtpCiphers> all() {
        return Arrays.stream(SrtpCiphers.values()).filter(SrtpCiphers::isUsable).toList();
    }
}
