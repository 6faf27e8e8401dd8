package dev.parley.sfu.tls;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates that prove to an authority, in the handshake, that a name is this server's (RFC 8737). Shown to nobody who
 * does not ask for {@value #PROTOCOL}. Thread: any.
 */
public final class AlpnProofs {
    /** The application protocol that the authority asks for. */
    static final String PROTOCOL = "acme-tls/1";

    private final Map<String, ServerIdentity> byName = new ConcurrentHashMap<>();

    /** From now on, this is shown to who asks for the name. */
    public void show(String name, ServerIdentity proof) {
        byName.put(name.toLowerCase(Locale.ROOT), proof);
    }

    /** The proof has done its work. */
    public void forget(String name) {
        byName.remove(name.toLowerCase(Locale.ROOT));
    }

    Optional<ServerIdentity> find(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
