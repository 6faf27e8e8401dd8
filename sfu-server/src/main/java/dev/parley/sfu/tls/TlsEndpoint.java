package dev.parley.sfu.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The server's side of TLS 1.2 and 1.3, by Java's own provider: what goes through it is pages and signaling, not media,
 * so nothing is gained by a native one. Certificates change for new connections, those that are open go on.
 *
 * <p>Thread: any; the arithmetic of handshakes runs on two threads of its own.
 */
public final class TlsEndpoint implements AutoCloseable {
    /** The protocol of pages (RFC 7301). */
    static final String HTTP = "http/1.1";

    private static final int HANDSHAKE_THREADS = 2;
    private static final long HANDSHAKE_SECONDS = 10;
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    /** With forward secrecy and authenticated encryption only (RFC 9325 section 4.2). */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final SSLContext context;
    private final SSLParameters parameters;
    private final ExecutorService arithmetic = Executors.newFixedThreadPool(
            HANDSHAKE_THREADS, task -> Thread.ofPlatform().name("tls").daemon().unstarted(task));

    TlsEndpoint(IdentityChooser identities) {
        try {
            context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {identities}, null, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot speak TLS", e);
        }
        parameters = context.getDefaultSSLParameters();
        List<String> supported =
                Arrays.asList(context.getSupportedSSLParameters().getCipherSuites());
        parameters.setCipherSuites(CIPHERS.stream().filter(supported::contains).toArray(String[]::new));
        parameters.setProtocols(VERSIONS);
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(new String[] {HTTP, AlpnProofs.PROTOCOL});
    }

    /** Ends TLS for one connection; the allocator is of no use to Java's provider. */
    public SslHandler handler(ByteBufAllocator allocator) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine, arithmetic);
        handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        handler.handshakeFuture().addListener((Future<Channel> done) -> {
            // The handshake was the proof; nothing is spoken after it (RFC 8737 section 3).
            if (done.isSuccess() && AlpnProofs.PROTOCOL.equals(handler.applicationProtocol())) {
                var _ = done.getNow().close();
            }
        });
        return handler;
    }

    @Override
    public void close() {
        arithmetic.shutdown();
    }
}
