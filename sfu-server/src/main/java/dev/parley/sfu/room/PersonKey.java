package dev.parley.sfu.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * By what a person is known again: the hash of a secret that the client keeps, which is random and long enough for a plain
 * hash.
 *
 * @param hash SHA-256, in hexadecimal digits
 */
record PersonKey(String hash) {
    /** Of what a client gave in {@code joinRoom}; empty when it gave nothing. */
    static Optional<PersonKey> of(String given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(given.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new PersonKey(HexFormat.of().formatHex(digest)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
