package dev.parley.sfu.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority of this server's own, for networks without public names. Clients trust it once they know its fingerprint.
 * It is good for names of this machine, for names that are not public, and for private addresses only
 * ({@link LocalNames}): whoever stole its key could not pretend to be a bank.
 */
public final class LocalAuthority {
    private static final String FOLDER = "authority";
    private static final String CERTIFICATE = "ca.crt";
    private static final String KEY = "ca.key";
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(90);

    /** For clients whose clocks are behind. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final int SERIAL_BITS = 120;

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Path file;

    private LocalAuthority(X509Certificate certificate, PrivateKey key, Path file) {
        this.certificate = certificate;
        this.key = key;
        this.file = file;
    }

    /**
     * The authority that is kept in the data folder; made there if there is none.
     *
     * @param names what its server is called at this time
     * @throws IOException when what is kept there is damaged or has expired; its message is one line for the operator
     */
    public static LocalAuthority open(Path dataDir, Set<String> names, Instant now) throws IOException {
        DataFolder folder = new DataFolder(dataDir, FOLDER);
        Optional<String> kept = folder.read(CERTIFICATE);
        Optional<String> keptKey = folder.read(KEY);
        if (kept.isEmpty() && keptKey.isEmpty()) {
            return make(folder, names, now);
        }
        String where = "the authority in " + folder.file(CERTIFICATE).getParent();
        try {
            X509Certificate certificate = Pem.certificates(kept.orElse("")).getFirst();
            if (!now.isBefore(certificate.getNotAfter().toInstant())) {
                throw new IOException(where + " has expired: move it away, and a new one is made");
            }
            return new LocalAuthority(certificate, Pem.key(keptKey.orElse("")), folder.file(CERTIFICATE));
        } catch (BadCertificateException e) {
            throw new IOException(
                    where + " is of no use (" + e.part() + ": " + e.getMessage() + "): restore or remove the folder",
                    e);
        }
    }

    private static LocalAuthority make(DataFolder folder, Set<String> names, Instant now) {
        try {
            KeyPair pair = EcKeys.generate();
            X500Principal subject = new X500Principal("CN=Parley authority of "
                    + LocalNames.title(names).replaceAll("[^A-Za-z0-9.:-]", "-") + ", O=Parley");
            X509v3CertificateBuilder builder = builder(subject, subject, pair, now, LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.nameConstraints, true, new NameConstraints(LocalNames.permitted(names), null));
            X509Certificate certificate = sign(builder, pair.getPrivate());
            // The key first: a certificate without a key would look like damage.
            folder.write(KEY, Pem.text(pair.getPrivate()));
            folder.write(CERTIFICATE, Pem.text(certificate));
            return new LocalAuthority(certificate, pair.getPrivate(), folder.file(CERTIFICATE));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("an authority could not be made", e);
        }
    }

    /** A new certificate with a new key for the server. */
    ServerIdentity issue(List<String> names, Instant now) {
        try {
            KeyPair pair = EcKeys.generate();
            X509v3CertificateBuilder builder = builder(
                    certificate.getSubjectX500Principal(),
                    new X500Principal("CN=Parley server"),
                    pair,
                    now,
                    SERVER_LIFE);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.stream()
                            .map(LocalNames::general)
                            .toArray(org.bouncycastle.asn1.x509.GeneralName[]::new)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate.getPublicKey()));
            return new ServerIdentity(List.of(sign(builder, key), certificate), pair.getPrivate());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate could not be issued", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Duration life)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return builder;
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    /** Its certificate in PEM, for those who want to install it. */
    public String pem() {
        return Pem.text(certificate);
    }

    /** By which people know it: SHA-256, {@code 0A:1B:...}. */
    public String fingerprint() {
        return Fingerprints.of(certificate);
    }

    /** Where its certificate is kept. */
    public Path file() {
        return file;
    }

    /** Whether it may vouch for a host name or address. */
    boolean permits(String name) {
        try {
            PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
            validator.intersectPermittedSubtree(NameConstraints.getInstance(JcaX509ExtensionUtils.parseExtensionValue(
                            certificate.getExtensionValue(Extension.nameConstraints.getId())))
                    .getPermittedSubtrees());
            validator.checkPermitted(LocalNames.general(name));
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("the authority's certificate is damaged", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }
}
