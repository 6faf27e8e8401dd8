package dev.parley.sfu.doctor;

import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.tls.AnyCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The certificate that the server shows, as a client looks at it: its time, its names, its chain. */
final class CertificateCheck {
    private static final Duration SOON = Duration.ofDays(7);
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int DNS_NAME = 2;

    private final ServerConfiguration configuration;
    private final URI root;
    private final Clock clock;

    CertificateCheck(ServerConfiguration configuration, URI root, Clock clock) {
        this.configuration = configuration;
        this.root = root;
        this.clock = clock;
    }

    void check(Doctor.Listener listener) {
        if (!configuration.tls().on()) {
            listener.found(Finding.well("certificate: none, tls is off; others need a reverse proxy that has one"));
            return;
        }
        try {
            List<X509Certificate> chain = shown();
            time(chain, listener);
            if (configuration.tls().mode() == TlsMode.LOCAL) {
                listener.found(Finding.well("certificate: issued by this server's own authority, which clients must be"
                        + " told of (/ca.crt)"));
            } else {
                trust(chain, listener);
                names(chain.getFirst(), listener);
            }
        } catch (IOException | CertificateException e) {
            listener.found(Finding.wrong("certificate: TLS cannot be spoken with " + root + ": " + e.getMessage()
                    + "; the server's log says why"));
        }
    }

    private List<X509Certificate> shown() throws IOException {
        String host = configuration.announce().stream()
                .filter(each -> !NamesCheck.isAddress(each))
                .findFirst()
                .orElse(root.getHost());
        try (Socket plain = new Socket()) {
            plain.connect(
                    new InetSocketAddress(InetAddress.getByName(root.getHost()), root.getPort()), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket tls = (SSLSocket)
                    AnyCertificate.context().getSocketFactory().createSocket(plain, host, root.getPort(), false)) {
                tls.startHandshake();
                return Arrays.stream(tls.getSession().getPeerCertificates())
                        .map(X509Certificate.class::cast)
                        .toList();
            }
        }
    }

    private void time(List<X509Certificate> chain, Doctor.Listener listener) {
        Instant now = clock.instant();
        Instant begin = chain.getFirst().getNotBefore().toInstant();
        Instant end = chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        LocalDate day = LocalDate.ofInstant(end, ZoneOffset.UTC);
        if (now.isBefore(begin)) {
            listener.found(Finding.wrong("certificate: it is not valid before " + begin + ": is the clock right?"));
        } else if (!now.isBefore(end)) {
            listener.found(Finding.wrong("certificate: it expired on " + day + ": " + renewal()));
        } else if (now.plus(SOON).isAfter(end)) {
            listener.found(Finding.wrong("certificate: it expires on " + day + ": " + renewal()));
        } else {
            listener.found(Finding.well("certificate: valid until " + day));
        }
    }

    private String renewal() {
        return configuration
                .tls()
                .certificate()
                .map(file -> "renew it in " + file + ", the server takes the new one by itself")
                .orElse("the server should have renewed it, its log says why it did not");
    }

    private static void trust(List<X509Certificate> chain, Doctor.Listener listener) throws CertificateException {
        X509Certificate last = chain.getLast();
        if (last.getIssuerX500Principal().equals(last.getSubjectX500Principal()) && !isTrusted(chain)) {
            listener.found(Finding.well("certificate: from an authority that only those trust who know it: "
                    + last.getSubjectX500Principal()));
        } else if (isTrusted(chain)) {
            listener.found(Finding.well("certificate: from an authority that everybody trusts"));
        } else {
            listener.found(Finding.wrong("certificate: clients do not trust it: put those between it and its root into"
                    + " tls-certificate, behind the server's own (\"fullchain\")"));
        }
    }

    private static boolean isTrusted(List<X509Certificate> chain) throws CertificateException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager manager = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
            manager.checkServerTrusted(
                    chain.toArray(X509Certificate[]::new),
                    chain.getFirst().getPublicKey().getAlgorithm());
            return true;
        } catch (CertificateException e) {
            // Out of date is another finding.
            return String.valueOf(e.getMessage()).contains("validity check failed");
        } catch (GeneralSecurityException e) {
            throw new CertificateException("this Java has no roots", e);
        }
    }

    /** Names that are announced must be in it, and names in it must lead here. */
    private void names(X509Certificate certificate, Doctor.Listener listener) throws CertificateException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        List<String> names = alternatives == null
                ? List.of()
                : alternatives.stream()
                        .filter(name -> name.getFirst() instanceof Integer kind && kind == DNS_NAME)
                        .map(name -> String.valueOf(name.get(1)))
                        .toList();
        for (String host : configuration.announce()) {
            if (!NamesCheck.isAddress(host) && names.stream().noneMatch(name -> covers(name, host))) {
                listener.found(Finding.wrong("certificate: it is for " + String.join(", ", names) + ", not for " + host
                        + ", which is announced: get one with that name"));
            }
        }
        names.stream().filter(name -> !name.startsWith("*")).forEach(name -> listener.found(leadsHere(name)));
    }

    private static boolean covers(String name, String host) {
        return name.equalsIgnoreCase(host)
                || (name.startsWith("*.")
                        && host.indexOf('.') > 0
                        && name.substring(1).equalsIgnoreCase(host.substring(host.indexOf('.'))));
    }

    private Finding leadsHere(String name) {
        try {
            List<InetAddress> found = List.of(InetAddress.getAllByName(name));
            List<String> addresses =
                    found.stream().map(InetAddress::getHostAddress).toList();
            boolean here = found.stream().anyMatch(each -> Addresses.isOwn(each) || isAnnounced(each));
            return here
                    ? Finding.well("name " + name + ": " + String.join(", ", addresses))
                    : Finding.wrong("name " + name + " of the certificate leads to " + String.join(", ", addresses)
                            + ", which is neither this machine's address nor announced: mend the DNS, or announce it");
        } catch (UnknownHostException e) {
            return Finding.wrong("name " + name + " of the certificate has no address: mend the DNS");
        }
    }

    private boolean isAnnounced(InetAddress address) {
        return configuration.announce().stream().anyMatch(host -> {
            try {
                return List.of(InetAddress.getAllByName(host)).contains(address);
            } catch (UnknownHostException e) {
                return false;
            }
        });
    }
}
