package dev.parley.sfu.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Tells each handshake which certificate to show. Thread: any. */
final class IdentityChooser extends X509ExtendedKeyManager {
    /** Between the choice and the use of a certificate, newer ones may come; not so many. */
    private static final int KEPT = 3;

    private static final String PROOF = "proof-";

    private final AlpnProofs proofs;
    private final Map<String, ServerIdentity> byAlias = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile @Nullable String current;

    IdentityChooser(AlpnProofs proofs) {
        this.proofs = proofs;
    }

    /** New handshakes show {@code identity}. */
    void use(ServerIdentity identity) {
        long number = numbers.incrementAndGet();
        byAlias.put(alias(number), identity);
        current = alias(number);
        byAlias.remove(alias(number - KEPT));
    }

    /** The certificate of new handshakes, if there is one yet. */
    @Nullable
    ServerIdentity current() {
        String alias = current;
        return alias == null ? null : byAlias.get(alias);
    }

    private static String alias(long number) {
        return "server-" + number;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String alias = AlpnProofs.PROTOCOL.equals(engine.getHandshakeApplicationProtocol())
                ? PROOF + requestedName(engine)
                : current;
        ServerIdentity identity = alias == null ? null : find(alias);
        return identity != null && identity.key().getAlgorithm().equals(keyType) ? alias : null;
    }

    /** Empty when the client named none. */
    private static String requestedName(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .findFirst()
                        .orElse("")
                : "";
    }

    private @Nullable ServerIdentity find(String alias) {
        return alias.startsWith(PROOF)
                ? proofs.find(alias.substring(PROOF.length())).orElse(null)
                : byAlias.get(alias);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        ServerIdentity identity = find(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        ServerIdentity identity = find(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
