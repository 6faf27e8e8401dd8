package dev.parley.sfu.tls;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A certificate, those up to its root, and its key.
 *
 * @param chain the server's own certificate first, each issued by the next
 * @param key the first one's
 */
public record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    /** Copies the list. */
    public ServerIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity needs a certificate");
        }
    }

    /**
     * Reads what {@link #pem} wrote: certificates and the key, in PEM.
     *
     * @throws BadCertificateException when it is damaged or its parts do not fit
     */
    public static ServerIdentity read(String pem) throws BadCertificateException {
        return new ServerIdentity(Pem.certificates(pem), Pem.key(pem)).checked();
    }

    /**
     * This, if clients can be served with it.
     *
     * @throws BadCertificateException naming what is wrong
     */
    public ServerIdentity checked() throws BadCertificateException {
        ChainCheck.require(this);
        return this;
    }

    /** Certificates and key as text; the key is not encrypted. */
    public String pem() {
        return chain.stream().map(Pem::text).collect(Collectors.joining()) + Pem.text(key);
    }

    /** The server's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** When it begins to be valid. */
    public Instant notBefore() {
        return certificate().getNotBefore().toInstant();
    }

    /** When it expires, or one of those it rests on: what comes first. */
    public Instant notAfter() {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** The host names and addresses it is for. */
    public List<String> names() {
        try {
            Collection<List<?>> names = certificate().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Objects.equals(name.getFirst(), DNS_NAME)
                                    || Objects.equals(name.getFirst(), IP_ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "certificate of " + names() + " until " + notAfter();
    }
}
