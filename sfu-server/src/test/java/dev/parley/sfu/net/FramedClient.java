package dev.parley.sfu.net;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.session.DropReason;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client's session over one TCP connection, each packet behind its length (RFC 4571). */
final class FramedClient implements SessionListener<UdpTuple>, AutoCloseable {
    final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
    /** Done when the server has closed the connection. */
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private final Socket socket = new Socket();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RtcSession<UdpTuple> session;

    FramedClient(InetSocketAddress server, DtlsCertificate own, IceCredentials remote) throws IOException {
        SecureRandom random = new SecureRandom();
        session = RtcSession.controlling(
                new SessionEnvironment(own, List.of(SrtpProfile.values()), loop, threads),
                IceCredentials.random(random),
                remote,
                random,
                this);
        socket.connect(server);
    }

    /** Begins checks and the handshake. */
    void start(Fingerprint expected) {
        threads.execute(this::read);
        loop.execute(() -> {
            session.connect(DtlsRole.CLIENT, expected);
            session.addRemote(
                    new UdpTuple((InetSocketAddress) socket.getRemoteSocketAddress(), false), 1, System.nanoTime());
            session.poll(System.nanoTime());
        });
    }

    private void read() {
        try {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] frame = new byte[in.readUnsignedShort()];
                in.readFully(frame);
                loop.execute(() -> session.onDatagram(
                        frame,
                        0,
                        frame.length,
                        new UdpTuple((InetSocketAddress) socket.getRemoteSocketAddress(), false),
                        System.nanoTime()));
            }
        } catch (IOException e) {
            // Its end, or a reset: what this side said last may have crossed with the end.
            ended.complete(true);
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length, UdpTuple tuple) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(length + 2);
        frame.write(length >> 8);
        frame.write(length);
        frame.write(buffer, offset, length);
        try {
            // In two pieces: where the network cuts means nothing.
            byte[] bytes = frame.toByteArray();
            socket.getOutputStream().write(bytes, 0, 3);
            socket.getOutputStream().flush();
            socket.getOutputStream().write(bytes, 3, bytes.length - 3);
        } catch (IOException e) {
            ended.complete(true);
        }
    }

    @Override
    public void connected(SrtpProfile profile) {
        connected.complete(profile);
    }

    @Override
    public void failed(SessionFailure failure, String detail) {
        connected.completeExceptionally(new IOException(failure + " " + detail));
    }

    @Override
    public void closedByPeer() {
        // The connection's end follows.
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {}

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {}

    @Override
    public void dropped(DropReason reason) {}

    @Override
    public void tupleAdded(UdpTuple tuple) {}

    @Override
    public void tupleRemoved(UdpTuple tuple) {}

    @Override
    public void tupleSelected(UdpTuple tuple) {}

    @Override
    public void usernameFragmentRetired(String usernameFragment) {}

    @Override
    public void close() throws IOException {
        socket.close();
        loop.shutdownNow();
        threads.shutdownNow();
    }
}
