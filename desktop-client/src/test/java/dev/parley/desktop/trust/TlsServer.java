package dev.parley.desktop.trust;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A server on this machine with an authority of its own; its answers are empty. */
final class TlsServer implements AutoCloseable {
    private static final char[] PASSWORD = "test".toCharArray();

    private final HttpsServer server;
    private int requests;

    private TlsServer(HttpsServer server) {
        this.server = server;
    }

    /** An authority. */
    record Authority(KeyPair pair, X509Certificate certificate) {
        static Authority make(String name) throws GeneralSecurityException, IOException, OperatorCreationException {
            KeyPair pair = newPair();
            X500Principal subject = new X500Principal("CN=" + name);
            return new Authority(pair, build(subject, pair, subject, pair, Duration.ofDays(10), null));
        }
    }

    /** On a port of its own, or one that was in use by another before. */
    static TlsServer start(Authority authority, String address, Duration life, int port)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair own = newPair();
        X509Certificate certificate = build(
                authority.certificate().getSubjectX500Principal(),
                authority.pair(),
                new X500Principal("CN=server"),
                own,
                life,
                address);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", own.getPrivate(), PASSWORD, new X509Certificate[] {certificate, authority.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        TlsServer server = new TlsServer(https);
        https.createContext("/", exchange -> {
            server.requests++;
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        https.start();
        return server;
    }

    private static KeyPair newPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static X509Certificate build(
            X500Principal issuer,
            KeyPair issuerPair,
            X500Principal subject,
            KeyPair pair,
            Duration life,
            @org.jspecify.annotations.Nullable String address)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        Instant from = Instant.now().minus(Duration.ofDays(5));
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(from.plus(life)),
                subject,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(address == null));
        if (address != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.iPAddress, address)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerPair.getPrivate())));
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + port() + "/");
    }

    /** How many requests got through. */
    int requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
