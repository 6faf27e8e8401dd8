package dev.parley.sfu.browser;

import dev.parley.protocol.signaling.Role;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenGrant;
import dev.parley.sfu.access.TokenSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Join tokens for a server that is given our secret, as a file. */
final class Invitations {
    private static final String SECRET = "the secret of the server, long enough";

    private Invitations() {}

    /** What {@code token-secret-file} names. */
    static Path secretFile() {
        try {
            return Files.writeString(Evidence.made().resolve("token-secret"), SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token for one room, to be used within {@code valid}, which may be over already. */
    static String to(String room, Duration valid) {
        JoinTokens tokens = new JoinTokens(TokenSecret.read(secretFile()), Instant::now);
        return tokens.sign(
                new TokenGrant(room, "", Role.PARTICIPANT, Instant.now().plus(valid)));
    }
}
