package dev.parley.protocol.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A self-signed certificate on P-256, made once per process, and its key. Peers know it by its fingerprint only.
 * Immutable; any thread.
 */
public final class DtlsCertificate {
    /** Nobody checks the dates, since trust comes from the fingerprint; wide enough for clocks that are wrong. */
    private static final Duration VALID_BEFORE = Duration.ofDays(1);

    private static final Duration VALID_AFTER = Duration.ofDays(3650);
    private static final int SERIAL_BITS = 63;
    /** Says nothing about the server: the certificate is seen by whoever sees the handshake. */
    private static final X500Name NAME = new X500Name("CN=WebRTC");

    private final AsymmetricKeyParameter privateKey;
    private final byte[] encoded;

    private DtlsCertificate(AsymmetricKeyParameter privateKey, byte[] encoded) {
        this.privateKey = privateKey;
        this.encoded = encoded;
    }

    /** A new key and certificate, valid for ten years from {@code now}. */
    public static DtlsCertificate generate(Instant now, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            X509CertificateHolder certificate = new JcaX509v3CertificateBuilder(
                            NAME,
                            new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                            Date.from(now.minus(VALID_BEFORE)),
                            Date.from(now.plus(VALID_AFTER)),
                            NAME,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
            return new DtlsCertificate(
                    PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()), certificate.getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    /** The fingerprint to signal. */
    public Fingerprint fingerprint(FingerprintAlgorithm algorithm) {
        return Fingerprint.of(algorithm, encoded);
    }

    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    byte[] encoded() {
        return encoded;
    }
}
