package dev.parley.sfu.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Issues certificates as tests want them, right and wrong. */
public final class TestAuthority {
    private static final Duration DAY = Duration.ofDays(1);
    private static long serial = 1;

    private final X500Principal name;
    private final KeyPair pair;
    private final List<X509Certificate> chain;

    private TestAuthority(X500Principal name, KeyPair pair, List<X509Certificate> chain) {
        this.name = name;
        this.pair = pair;
        this.chain = chain;
    }

    /** A root. */
    public static TestAuthority root(String name) {
        X500Principal subject = new X500Principal("CN=" + name);
        KeyPair pair = pair("EC");
        X509Certificate certificate = build(
                subject,
                pair.getPrivate(),
                subject,
                pair,
                Instant.now().minus(DAY),
                Duration.ofDays(1000),
                true,
                List.of());
        return new TestAuthority(subject, pair, List.of(certificate));
    }

    /** One below this. */
    TestAuthority intermediate(String called) {
        X500Principal subject = new X500Principal("CN=" + called);
        KeyPair fresh = pair("EC");
        List<X509Certificate> below = new ArrayList<>(List.of(build(
                name,
                pair.getPrivate(),
                subject,
                fresh,
                Instant.now().minus(DAY),
                Duration.ofDays(900),
                true,
                List.of())));
        below.addAll(chain);
        return new TestAuthority(subject, fresh, below);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** An identity with the chain up to the root. */
    ServerIdentity issue(String host) {
        return issue("EC", host, Instant.now().minus(DAY), Duration.ofDays(90));
    }

    /** Its certificate as text. */
    public String pem() {
        return Pem.text(certificate());
    }

    /** Writes an identity's certificates and its key. */
    public void issueInto(String host, Path certificate, Path key) throws IOException {
        write(issue(host), certificate, key);
    }

    /** An identity that lives that long. */
    public ServerIdentity issue(String host, Instant from, Duration life) {
        return issue(List.of(host), from, life);
    }

    /** An identity of these names that lives that long. */
    public ServerIdentity issue(List<String> hosts, Instant from, Duration life) {
        return issue("EC", from, life, hosts, KeyPurposeId.id_kp_serverAuth);
    }

    /** An identity for one host with another time, the key of this algorithm. */
    public ServerIdentity issue(String algorithm, String host, Instant from, Duration life) {
        return issue(algorithm, from, life, List.of(host), KeyPurposeId.id_kp_serverAuth);
    }

    ServerIdentity issue(String algorithm, Instant from, Duration life, List<String> hosts, KeyPurposeId use) {
        KeyPair fresh = pair(algorithm);
        List<X509Certificate> whole = new ArrayList<>(List.of(build(
                name,
                pair.getPrivate(),
                new X500Principal("CN=" + (hosts.isEmpty() ? "nobody" : hosts.getFirst())),
                fresh,
                from,
                life,
                false,
                hosts,
                use)));
        whole.addAll(chain);
        return new ServerIdentity(whole, fresh.getPrivate());
    }

    private static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("EC") ? 256 : 2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate build(
            X500Principal issuer,
            PrivateKey issuerKey,
            X500Principal subject,
            KeyPair pair,
            Instant from,
            Duration life,
            boolean authority,
            List<String> hosts,
            KeyPurposeId... uses) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(serial++),
                    Date.from(from),
                    Date.from(from.plus(life)),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (uses.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(uses));
            }
            if (!hosts.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(hosts.stream().map(LocalNames::general).toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(List<X509Certificate> certificates) {
        StringBuilder all = new StringBuilder();
        certificates.forEach(each -> all.append(Pem.text(each)));
        return all.toString();
    }

    /** The key as OpenSSL wrote keys before PKCS#8. */
    static String traditional(PrivateKey key) throws IOException {
        java.io.StringWriter text = new java.io.StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            if (key instanceof ECPrivateKey ec) {
                // As OpenSSL does, with the curve in it.
                pem.writeObject(new PemObject(
                        "EC PRIVATE KEY",
                        new org.bouncycastle.asn1.sec.ECPrivateKey(256, ec.getS(), SECObjectIdentifiers.secp256r1)
                                .getEncoded()));
            } else {
                pem.writeObject(new JcaMiscPEMGenerator(key));
            }
        }
        return text.toString();
    }

    /** Writes both files. */
    public static void write(ServerIdentity identity, Path certificate, Path key) throws IOException {
        Files.writeString(certificate, pem(identity.chain()));
        Files.writeString(key, Pem.text(identity.key()));
    }
}
