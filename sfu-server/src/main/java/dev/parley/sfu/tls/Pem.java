package dev.parley.sfu.tls;

import dev.parley.sfu.tls.BadCertificateException.Part;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates and keys as text (RFC 7468), and the older forms of OpenSSL's keys. */
final class Pem {
    private Pem() {}

    /** All certificates of a text, in its order; at least one. */
    static List<X509Certificate> certificates(String text) throws BadCertificateException {
        List<X509Certificate> found = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                if (each instanceof X509CertificateHolder holder) {
                    found.add((X509Certificate)
                            factory.generateCertificate(new java.io.ByteArrayInputStream(holder.getEncoded())));
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new BadCertificateException(Part.CERTIFICATE, "it is damaged: " + firstLine(e));
        }
        if (found.isEmpty()) {
            throw new BadCertificateException(Part.CERTIFICATE, "there is no certificate in it (PEM is right)");
        }
        return found;
    }

    /** The first private key of a text: PKCS#8, or the traditional form of RSA and EC keys. */
    static PrivateKey key(String text) throws BadCertificateException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
                switch (each) {
                    case PEMKeyPair pair -> {
                        return key(pair.getPrivateKeyInfo());
                    }
                    case PrivateKeyInfo info -> {
                        return key(info);
                    }
                    case PEMEncryptedKeyPair encrypted -> throw encrypted();
                    case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encrypted();
                    default -> {
                        // Curve parameters stand before many EC keys, certificates in files that have everything.
                    }
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new BadCertificateException(Part.KEY, "it is damaged: " + firstLine(e));
        }
        throw new BadCertificateException(Part.KEY, "there is no private key in it (PEM is right)");
    }

    private static BadCertificateException encrypted() {
        return new BadCertificateException(
                Part.KEY, "it is encrypted, and there is nobody to type the password: openssl pkey removes it");
    }

    private static PrivateKey key(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        String algorithm = info.getPrivateKeyAlgorithm().getAlgorithm().getId();
        String name = switch (algorithm) {
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.2.840.10045.2.1" -> "EC";
            default -> algorithm;
        };
        return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    /** The certificate as text. */
    static String text(X509Certificate certificate) {
        try {
            return text("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** The key as text, in PKCS#8, not encrypted. */
    static String text(PrivateKey key) {
        return text("PRIVATE KEY", key.getEncoded());
    }

    /** The key as text. */
    static String text(PublicKey key) {
        return text("PUBLIC KEY", key.getEncoded());
    }

    private static String text(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
