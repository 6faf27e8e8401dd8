package dev.parley.sfu.tls;

import dev.parley.sfu.tls.BadCertificateException.Part;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;

/** Pairs of keys on the curve P-256, which every client and every authority takes. Thread: any. */
public final class EcKeys {
    private EcKeys() {}

    /** A new pair. */
    public static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /** Both halves as text, the secret one not encrypted. */
    public static String text(KeyPair pair) {
        return Pem.text(pair.getPublic()) + Pem.text(pair.getPrivate());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws BadCertificateException when it is something else
     */
    public static KeyPair read(String text) throws BadCertificateException {
        return new KeyPair(publicKey(text), Pem.key(text));
    }

    private static PublicKey publicKey(String text) throws BadCertificateException {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            if (parser.readObject() instanceof SubjectPublicKeyInfo info) {
                return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info.getEncoded()));
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new BadCertificateException(Part.KEY, "it is damaged: " + e.getMessage());
        }
        throw new BadCertificateException(Part.KEY, "there is no public key in it");
    }
}
