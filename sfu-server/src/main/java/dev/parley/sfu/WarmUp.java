package dev.parley.sfu;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.DtlsEndpoint;
import dev.parley.protocol.dtls.DtlsFailure;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.media.Ortc;
import dev.parley.protocol.media.OrtcException;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.SupportedRtpCapabilities;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.Generation;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.SignalingCodec;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the virtual machine load and compile what a join needs before the first person joins: cold, the JSON, the
 * negotiation and the handshake of a join cost several hundred milliseconds. Touches no socket and no room.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final long AFTER_MILLIS = 300;
    private static final int ROUNDS = 20;
    private static final int HANDSHAKES = 3;
    private static final long HANDSHAKE_SECONDS = 30;

    private WarmUp() {}

    /** Begins in a moment, on a thread of its own: first the server says that it is ready. */
    static void start() {
        Executor thread = task -> Thread.ofPlatform().name("warm-up").daemon().start(task);
        CompletableFuture.delayedExecutor(AFTER_MILLIS, TimeUnit.MILLISECONDS, thread)
                .execute(WarmUp::run);
    }

    /** Does it now. */
    static void run() {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                converse();
            }
            for (int i = 0; i < HANDSHAKES; i++) {
                shakeHands();
            }
        } catch (OrtcException | CompletionException e) {
            // The server is none the worse for it, only slower at first.
            LOG.warn("the warm-up broke off", e);
        }
    }

    private static void converse() throws OrtcException {
        RtpCapabilities capabilities = Ortc.routerRtpCapabilities(SupportedRtpCapabilities.defaultCodecs());
        SignalingCodec.read(
                SignalingCodec.write(new ClientMessage.JoinRoom("warm-up", "warm-up", "", 2), RequestId.of(1)));
        SignalingCodec.read(SignalingCodec.write(new ClientMessage.Consume("warm-up", capabilities), RequestId.of(2)));
        SignalingCodec.write(
                new ServerMessage.RouterRtpCapabilities(capabilities), RequestId.of(3), Generation.EXTENDED);
    }

    private static void shakeHands() {
        DtlsCertificate certificate = DtlsCertificate.generate(Instant.now(), new SecureRandom());
        Fingerprint fingerprint = certificate.fingerprint(FingerprintAlgorithm.SHA_256);
        Executor threads = task -> Thread.ofVirtual().start(task);
        List<SrtpProfile> profiles = List.of(SrtpProfile.values());
        Side client = new Side();
        Side server = new Side();
        client.endpoint.complete(
                new DtlsEndpoint(certificate, DtlsRole.CLIENT, fingerprint, profiles, threads, server.inputOf(client)));
        server.endpoint.complete(
                new DtlsEndpoint(certificate, DtlsRole.SERVER, fingerprint, profiles, threads, client.inputOf(server)));
        server.endpoint.join().start();
        client.endpoint.join().start();
        CompletableFuture.allOf(client.connected, server.connected)
                .orTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
                .join();
        client.endpoint.join().close();
        server.endpoint.join().close();
    }

    /** One end of a handshake in memory. */
    private static final class Side {
        final CompletableFuture<DtlsEndpoint> endpoint = new CompletableFuture<>();
        final CompletableFuture<Void> connected = new CompletableFuture<>();

        /** What {@code sender} sends arrives here. */
        DtlsEndpoint.Output inputOf(Side sender) {
            return new DtlsEndpoint.Output() {
                @Override
                public void send(byte[] buffer, int offset, int length) {
                    endpoint.join().receive(buffer, offset, length);
                }

                @Override
                public void connected(SrtpContext outgoing, SrtpContext incoming) {
                    sender.connected.complete(null);
                }

                @Override
                public void failed(DtlsFailure failure, String detail) {
                    sender.connected.completeExceptionally(new IllegalStateException(failure + " " + detail));
                }

                @Override
                public void closed() {
                    // Both ends are closed together.
                }
            };
        }
    }
}
