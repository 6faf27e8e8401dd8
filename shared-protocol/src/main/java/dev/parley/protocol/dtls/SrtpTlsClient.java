package dev.parley.protocol.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.jspecify.annotations.Nullable;

/** The client of a handshake: it offers its SRTP profiles and shows its certificate. */
final class SrtpTlsClient extends DefaultTlsClient {
    private final SrtpNegotiation negotiation;

    SrtpTlsClient(SrtpNegotiation negotiation) {
        super(HandshakeSettings.CRYPTO);
        this.negotiation = negotiation;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return HandshakeSettings.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return HandshakeSettings.clientSuites();
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    protected Vector getSupportedGroups(Vector namedGroupRoles) {
        Vector<Integer> groups = new Vector<>();
        TlsUtils.addIfSupported(groups, getCrypto(), HandshakeSettings.groups());
        return groups;
    }

    /** No status is asked for: certificates here are self-signed. */
    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return HandshakeSettings.TIMEOUT_MILLIS;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return HandshakeSettings.RESEND_MILLIS;
    }

    /** Keys must not be exported without it (RFC 7627, section 5.4). */
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    /** Whoever signed the peer's certificate does not matter: its fingerprint does. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        negotiation.offer(extensions);
        return extensions;
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    public void processServerExtensions(Hashtable serverExtensions) throws IOException {
        super.processServerExtensions(serverExtensions);
        negotiation.accept(serverExtensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate serverCertificate) throws IOException {
                negotiation.verifyPeer(serverCertificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest certificateRequest) throws IOException {
                return negotiation.credentials(context, HandshakeSettings.CRYPTO);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.finish(context);
    }
}
