package dev.parley.sfu.http;

import java.util.Optional;

/** What an authority that asks for a proof on the http port is answered (RFC 8555 section 8.3). */
public interface AcmeAnswers {
    /** Where it asks; the token follows. */
    String PATH = "/.well-known/acme-challenge/";

    /** Nobody is asked. */
    AcmeAnswers NONE = token -> Optional.empty();

    /** The answer for a token, if one is to be given at this time; called on the control thread. */
    Optional<String> to(String token);
}
