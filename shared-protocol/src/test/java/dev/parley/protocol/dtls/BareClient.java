package dev.parley.protocol.dtls;

import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** A client that does all the protocol asks, but shows no certificate. */
final class BareClient implements DatagramTransport {
    private final LinkedBlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final DtlsEndpointTest.Side server;

    BareClient(DtlsEndpointTest.Side server) {
        this.server = server;
    }

    void offer(byte[] buffer, int offset, int length) {
        received.add(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    Exception handshakeWithoutCertificate() {
        try {
            new DTLSClientProtocol().connect(new Client(), this);
            return new IllegalStateException("the handshake succeeded");
        } catch (IOException e) {
            return e;
        }
    }

    @Override
    public int getReceiveLimit() {
        return 2048;
    }

    @Override
    public int getSendLimit() {
        return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        try {
            byte[] datagram = received.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            System.arraycopy(datagram, 0, buffer, offset, datagram.length);
            return datagram.length;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        server.endpoint().receive(buffer, offset, length);
    }

    @Override
    public void close() {
        received.clear();
    }

    private static final class Client extends DefaultTlsClient {
        Client() {
            super(HandshakeSettings.CRYPTO);
        }

        @Override
        protected ProtocolVersion[] getSupportedVersions() {
            return HandshakeSettings.versions();
        }

        @Override
        public int getHandshakeTimeoutMillis() {
            return HandshakeSettings.TIMEOUT_MILLIS;
        }

        @Override
        public int getHandshakeResendTimeMillis() {
            return HandshakeSettings.RESEND_MILLIS;
        }

        @Override
        @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
        public Hashtable getClientExtensions() throws IOException {
            Hashtable extensions = super.getClientExtensions();
            int[] ids = {SrtpProfile.AEAD_AES_128_GCM.id()};
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, new byte[0]));
            return extensions;
        }

        @Override
        public TlsAuthentication getAuthentication() {
            return new TlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate serverCertificate) {}

                @Override
                public @Nullable TlsCredentials getClientCredentials(CertificateRequest certificateRequest) {
                    return null;
                }
            };
        }
    }
}
