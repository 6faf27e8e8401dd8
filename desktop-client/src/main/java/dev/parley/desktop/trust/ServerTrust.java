package dev.parley.desktop.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts what the system trusts, and servers whose authority is the one a person has confirmed for their host. Names and
 * times are checked in both cases. Everybody else is refused with {@link UntrustedServerException}, before anything is
 * sent.
 */
public final class ServerTrust extends X509ExtendedTrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTrust.class);

    private final X509ExtendedTrustManager system;
    private final Pins pins;
    private final Optional<String> expected;

    private ServerTrust(X509ExtendedTrustManager system, Pins pins, Optional<String> expected) {
        this.system = system;
        this.pins = pins;
        this.expected = expected;
    }

    /**
     * A context with this trust.
     *
     * @param expected the fingerprint of an authority that a person has confirmed already, whatever the host; remembered
     *     for the hosts that show it
     */
    public static SSLContext context(Pins pins, Optional<String> expected) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new ServerTrust(of(null), pins, expected)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot speak TLS", e);
        }
    }

    /** With these roots, or the system's. */
    private static X509ExtendedTrustManager of(@Nullable KeyStore roots) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(roots);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        try {
            system.checkServerTrusted(chain, authType, engine);
        } catch (CertificateException unknown) {
            checkAuthority(chain, authType, engine, unknown);
        }
    }

    private void checkAuthority(
            X509Certificate[] chain, String authType, SSLEngine engine, CertificateException unknown)
            throws CertificateException {
        X509Certificate authority = chain[chain.length - 1];
        // A wrong name or time is wrong whoever vouches for it.
        trusting(authority).checkServerTrusted(chain, authType, engine);
        String fingerprint = Fingerprint.of(authority);
        String host = String.valueOf(engine.getPeerHost()).toLowerCase(Locale.ROOT) + ":" + engine.getPeerPort();
        Optional<String> known = pins.of(host);
        if (expected.filter(fingerprint::equals).isPresent()) {
            pins.trust(host, fingerprint);
        } else if (known.filter(fingerprint::equals).isEmpty()) {
            known.ifPresent(former -> LOG.error(
                    "{} shows another authority than before: SHA256 {} instead of SHA256 {}",
                    host,
                    fingerprint,
                    former));
            throw new UntrustedServerException(host, fingerprint, known, unknown);
        }
    }

    private static X509ExtendedTrustManager trusting(X509Certificate authority) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("authority", authority);
            return of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("the authority's certificate is of no use", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        system.checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        system.checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return system.getAcceptedIssuers();
    }
}
