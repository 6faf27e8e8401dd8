package dev.parley.sfu.tls;

import dev.parley.sfu.tls.BadCertificateException.Part;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/** Whether clients will take a certificate, as far as that can be told from here. */
final class ChainCheck {
    private static final byte[] PROBE = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";

    private ChainCheck() {}

    /**
     * Refuses what no client can be served with.
     *
     * @throws BadCertificateException naming what is wrong
     */
    static void require(ServerIdentity identity) throws BadCertificateException {
        requireKeyFits(identity);
        requireOrder(identity.chain());
        requireUse(identity);
    }

    /** Why clients refuse it at this time, though it can be served. */
    static Optional<String> outOfDate(ServerIdentity identity, Instant now) {
        if (now.isBefore(identity.notBefore())) {
            return Optional.of("it is not valid before " + identity.notBefore() + "; is this machine's clock right?");
        }
        if (!now.isBefore(identity.notAfter())) {
            return Optional.of("it expired on " + identity.notAfter());
        }
        return Optional.empty();
    }

    /** A gap that some clients close by themselves and others do not. */
    static Optional<String> missingIntermediate(ServerIdentity identity) {
        X509Certificate last = identity.chain().getLast();
        X500Principal issuer = last.getIssuerX500Principal();
        if (issuer.equals(last.getSubjectX500Principal()) || isWellKnown(issuer)) {
            return Optional.empty();
        }
        return Optional.of("the file ends with " + last.getSubjectX500Principal() + ", issued by " + issuer
                + ", which is no well-known root: if an intermediate certificate is missing, clients will refuse");
    }

    private static boolean isWellKnown(X500Principal issuer) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(each -> Arrays.stream(((X509TrustManager) each).getAcceptedIssuers()))
                    .anyMatch(root -> root.getSubjectX500Principal().equals(issuer));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no roots", e);
        }
    }

    private static void requireKeyFits(ServerIdentity identity) throws BadCertificateException {
        List<X509Certificate> chain = identity.chain();
        for (int i = 0; i < chain.size(); i++) {
            if (fits(identity.key(), chain.get(i).getPublicKey())) {
                if (i > 0) {
                    throw new BadCertificateException(
                            Part.CERTIFICATE,
                            "the key is that of certificate " + (i + 1) + " in it: the server's own must come first");
                }
                return;
            }
        }
        throw new BadCertificateException(Part.KEY, "it is not the key of the certificate");
    }

    private static boolean fits(PrivateKey key, PublicKey certified) {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void requireOrder(List<X509Certificate> chain) throws BadCertificateException {
        for (int i = 1; i < chain.size(); i++) {
            try {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new BadCertificateException(
                        Part.CERTIFICATE,
                        "certificate " + (i + 1) + " in it (" + chain.get(i).getSubjectX500Principal()
                                + ") did not issue the one before: the order is the server's own, then its issuer, and "
                                + "so on");
            }
        }
    }

    private static void requireUse(ServerIdentity identity) throws BadCertificateException {
        if (identity.names().isEmpty()) {
            throw new BadCertificateException(
                    Part.CERTIFICATE, "it names no host (subjectAltName), so no client would take it");
        }
        try {
            List<String> uses = identity.certificate().getExtendedKeyUsage();
            if (uses != null && !uses.contains(SERVER_AUTHENTICATION) && !uses.contains(ANY_USE)) {
                throw new BadCertificateException(Part.CERTIFICATE, "it is not meant for servers (extendedKeyUsage)");
            }
        } catch (GeneralSecurityException e) {
            throw new BadCertificateException(Part.CERTIFICATE, "its extendedKeyUsage is damaged");
        }
    }
}
