package dev.parley.sfu.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificate a handshake gets, between two engines in memory. */
class AlpnProofsTest {
    private static final String PROOF = "acme-tls/1";

    private final AlpnProofs proofs = new AlpnProofs();
    private final IdentityChooser identities = new IdentityChooser(proofs);
    private final TlsEndpoint endpoint = new TlsEndpoint(identities);
    private final ServerIdentity usual = TestAuthority.root("a root").issue("meet.example");
    private final ServerIdentity proof = TestAuthority.root("nobody").issue("meet.example");

    @AfterEach
    void close() {
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoAsksForTheProofGetsItAndEverybodyElseTheCertificate(String version) throws Exception {
        identities.use(usual);
        proofs.show("Meet.Example", proof);
        assertThat(shown(version, "meet.example", PROOF)).isEqualTo(proof.certificate());
        assertThat(shown(version, "meet.example", "http/1.1")).isEqualTo(usual.certificate());
        assertThat(shown(version, "meet.example", "h2", "http/1.1")).isEqualTo(usual.certificate());
        proofs.forget("meet.example");
        assertThatThrownBy(() -> shown(version, "meet.example", PROOF)).isInstanceOf(SSLException.class);
    }

    @Test
    void aProofIsForItsNameOnlyAndNeedsNoCertificateYet() throws Exception {
        proofs.show("meet.example", proof);
        assertThat(shown("TLSv1.3", "meet.example", PROOF)).isEqualTo(proof.certificate());
        assertThatThrownBy(() -> shown("TLSv1.3", "other.example", PROOF)).isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> shown("TLSv1.3", "meet.example", "http/1.1"))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private X509Certificate shown(String version, String name, String... protocols) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLEngine client = context.createSSLEngine();
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        SSLEngine server = endpoint.handler(UnpooledByteBufAllocator.DEFAULT).engine();
        client.beginHandshake();
        server.beginHandshake();
        ByteBuffer toServer = ByteBuffer.allocate(100_000);
        ByteBuffer toClient = ByteBuffer.allocate(100_000);
        for (int step = 0; step < 200 && (isBusy(client) || isBusy(server)); step++) {
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
        assertThat(isBusy(client)).isFalse();
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    private static boolean isBusy(SSLEngine engine) {
        return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                in.flip();
                engine.unwrap(in, ByteBuffer.allocate(40_000));
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
