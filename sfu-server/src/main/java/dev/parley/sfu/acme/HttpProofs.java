package dev.parley.sfu.acme;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What an authority is to find on the http port (RFC 8555 section 8.3). Thread: any. */
public final class HttpProofs {
    private final Map<String, String> byToken = new ConcurrentHashMap<>();

    void show(String token, String answer) {
        byToken.put(token, answer);
    }

    void forget(String token) {
        byToken.remove(token);
    }

    /** The answer to a token that is asked for at this time. */
    public Optional<String> answer(String token) {
        return Optional.ofNullable(byToken.get(token));
    }
}
