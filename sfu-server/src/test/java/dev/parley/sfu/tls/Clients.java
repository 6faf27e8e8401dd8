package dev.parley.sfu.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What clients trust. */
public final class Clients {
    private Clients() {}

    /** One authority, in PEM. */
    public static SSLContext trusting(String pem) throws BadCertificateException {
        try {
            KeyStore store = empty();
            store.setCertificateEntry("authority", Pem.certificates(pem).getFirst());
            return context(store);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The usual roots only, which issued nothing of ours. */
    public static SSLContext trustingNobody() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SSLContext context(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
