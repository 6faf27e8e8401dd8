package dev.parley.protocol.dtls;

import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One side of one DTLS association, which makes the keys of SRTP and then only waits for its end.
 *
 * <p>The handshake runs on one thread of the given executor (a virtual one: it is parked nearly always) until the
 * association ends; {@link #receive}, {@link #start} and {@link #close} never wait and may be called from any thread.
 */
public final class DtlsEndpoint {
    /** How long one wait after the handshake lasts: then BouncyCastle lets go of the last flight it kept for repeats. */
    private static final int IDLE_WAIT_MILLIS = 300_000;

    private final DtlsRole role;
    private final SrtpNegotiation negotiation;
    private final Executor executor;
    private final Output output;
    private final DatagramQueue datagrams;
    private volatile boolean closed;
    private volatile @Nullable DTLSTransport association;

    /** Where an endpoint's datagrams and results go. */
    public interface Output {
        /**
         * Sends a datagram; the bytes are valid only during the call. On the handshake's thread, or on that of
         * {@link DtlsEndpoint#close}.
         */
        void send(byte[] buffer, int offset, int length);

        /** The handshake is done and the peer is who it should be. On the handshake's thread. */
        void connected(SrtpContext outgoing, SrtpContext incoming);

        /** The handshake failed; nothing follows. On the handshake's thread. */
        void failed(DtlsFailure failure, String detail);

        /** The peer ended the association, with close_notify or a fatal alert. On the handshake's thread. */
        void closed();
    }

    /** As the other, with the JDK's ciphers. */
    public DtlsEndpoint(
            DtlsCertificate certificate,
            DtlsRole role,
            Fingerprint remote,
            List<SrtpProfile> preference,
            Executor executor,
            Output output) {
        this(certificate, role, remote, preference, SrtpCiphers.JDK, executor, output);
    }

    /**
     * An endpoint that has not begun.
     *
     * @param remote the fingerprint that the peer's certificate must have
     * @param preference the SRTP profiles allowed, the best first; not empty
     * @param ciphers with which media is protected
     * @param executor runs the handshake, for as long as the association lasts
     */
    public DtlsEndpoint(
            DtlsCertificate certificate,
            DtlsRole role,
            Fingerprint remote,
            List<SrtpProfile> preference,
            SrtpCiphers ciphers,
            Executor executor,
            Output output) {
        if (preference.isEmpty()) {
            throw new IllegalArgumentException("no SRTP profile is allowed");
        }
        this.role = role;
        this.negotiation = new SrtpNegotiation(certificate, remote, preference, ciphers);
        this.executor = executor;
        this.output = output;
        this.datagrams = new DatagramQueue(output);
    }

    /** Begins the handshake, which has 30 seconds; call it once, when datagrams can be sent. */
    public void start() {
        executor.execute(this::run);
    }

    /** Takes a copy of a datagram; false when it was dropped, because too many are waiting or it is too long. */
    public boolean receive(byte[] buffer, int offset, int length) {
        return datagrams.offer(buffer, offset, length);
    }

    /** Ends the association with a close_notify, or the handshake in silence. No result is told afterwards. */
    public void close() {
        closed = true;
        sendCloseNotify();
        datagrams.close();
    }

    private void run() {
        try {
            association = handshake(role, negotiation, datagrams);
        } catch (IOException | RuntimeException e) {
            datagrams.close();
            if (!closed) {
                output.failed(reason(e), String.valueOf(e.getMessage()));
            }
            return;
        }
        if (closed) {
            sendCloseNotify();
            datagrams.close();
            return;
        }
        datagrams.establish();
        tellConnected();
        awaitEnd();
        datagrams.close();
        if (!closed) {
            output.closed();
        }
    }

    /** Blocks until the handshake is done. */
    static DTLSTransport handshake(DtlsRole role, SrtpNegotiation negotiation, DatagramTransport datagrams)
            throws IOException {
        return switch (role) {
            case CLIENT -> new DTLSClientProtocol().connect(new SrtpTlsClient(negotiation), datagrams);
            case SERVER -> new DTLSServerProtocol().accept(new SrtpTlsServer(negotiation), datagrams);
        };
    }

    private void tellConnected() {
        try {
            DtlsRole peer = role == DtlsRole.CLIENT ? DtlsRole.SERVER : DtlsRole.CLIENT;
            output.connected(negotiation.context(role), negotiation.context(peer));
        } catch (IOException e) {
            throw new IllegalStateException("a finished handshake has no profile", e);
        } finally {
            negotiation.forgetKeys();
        }
    }

    /** Reads on: repeated flights of the peer are answered in there, and its close_notify ends it. */
    private void awaitEnd() {
        DTLSTransport transport = association;
        byte[] applicationData = new byte[DatagramQueue.RECEIVE_LIMIT];
        while (transport != null && !closed) {
            try {
                // Application data would be data channels, which nobody here opens: read and forgotten.
                transport.receive(applicationData, 0, applicationData.length, IDLE_WAIT_MILLIS);
            } catch (IOException | RuntimeException e) {
                return;
            }
        }
    }

    private void sendCloseNotify() {
        DTLSTransport transport = association;
        if (transport != null) {
            try {
                transport.close();
            } catch (IOException e) {
                // The peer notices by its own means: consent runs out.
            }
        }
    }

    private DtlsFailure reason(Exception e) {
        DtlsFailure decided = negotiation.failure();
        if (decided != null) {
            return decided;
        }
        return e instanceof TlsTimeoutException ? DtlsFailure.TIMEOUT : DtlsFailure.PROTOCOL;
    }
}
