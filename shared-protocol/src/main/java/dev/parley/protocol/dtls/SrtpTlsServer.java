package dev.parley.protocol.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;

/** The server of a handshake: it demands a certificate, and compares it with the signaled fingerprint. */
final class SrtpTlsServer extends DefaultTlsServer {
    private final SrtpNegotiation negotiation;

    SrtpTlsServer(SrtpNegotiation negotiation) {
        super(HandshakeSettings.CRYPTO);
        this.negotiation = negotiation;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return HandshakeSettings.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return HandshakeSettings.serverSuites();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return HandshakeSettings.groups();
    }

    /** Only plain curves: a client may list hybrid groups first, which DTLS 1.2 does not know. */
    @Override
    protected int selectECDH(int minimumCurveBits) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        if (offered == null) {
            return selectECDHDefault(minimumCurveBits);
        }
        for (int group : HandshakeSettings.groups()) {
            for (int candidate : offered) {
                if (candidate == group) {
                    return group;
                }
            }
        }
        return -1;
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
    public void processClientExtensions(Hashtable clientExtensions) throws IOException {
        super.processClientExtensions(clientExtensions);
        negotiation.choose(clientExtensions);
    }

    @Override
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        negotiation.answer(extensions);
        return extensions;
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                HandshakeSettings.certificateTypes(), TlsUtils.getDefaultSupportedSignatureAlgorithms(context), null);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return negotiation.credentials(context, HandshakeSettings.CRYPTO);
    }

    @Override
    public void notifyClientCertificate(Certificate clientCertificate) throws IOException {
        negotiation.verifyPeer(clientCertificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        negotiation.finish(context);
    }
}
