package dev.parley.sfu.transport;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.FingerprintAlgorithm;
import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceControlling;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.DropReason;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.session.SessionState;
import dev.parley.protocol.srtp.SrtpProfile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The client's end of one transport: a controlling session, the wires both ways, and what arrives. */
final class MemoryClient implements SessionListener<TransportTuple> {
    private static final int BUFFER = 2048;

    /** What a client does with the packets it gets. */
    interface Receiver {
        /** A plain RTP packet; the view is valid only during the call, its bytes for ever. */
        void rtp(RtpPacket packet);

        /** One packet of a plain RTCP compound. */
        void rtcp(RtcpPacket packet);
    }

    final WebRtcTransport transport;
    /** The server's, of the beginning. */
    final IceCredentials credentials;

    final MemoryTuple tuple;
    final MemoryWire up;
    final MemoryWire down;
    final List<RtpPacket> rtp = new ArrayList<>();
    final List<RtcpPacket> rtcp = new ArrayList<>();
    final List<Long> rtcpNanos = new ArrayList<>();
    boolean closedByPeer;

    @Nullable
    SessionFailure failed;
    /** Whether sending to this client throws. */
    boolean brokenEgress;

    /** Whether what is sent to this client is thrown away. */
    boolean discards;

    /** Whether what is sent to this client together leaves in one piece. */
    boolean joins = true;

    /** The length to which the first packets of pictures are padded, if they are shorter. */
    int commonLength;

    /** By how much each packet that others follow was shorter than the longest of them. */
    final List<Integer> shortBy = new ArrayList<>();

    private final MemoryCall call;
    private final RtcSession<TransportTuple> session;
    private final List<Receiver> receivers = new ArrayList<>();

    MemoryClient(MemoryCall call, String name, int port) {
        this.call = call;
        this.tuple = new MemoryTuple(port);
        this.credentials = IceCredentials.random(call.random);
        IceCredentials server = credentials;
        this.session = RtcSession.controlling(
                call.clientEnvironment(), IceCredentials.random(call.random), server, call.random, this);
        this.transport = new WebRtcTransport(
                new TransportName(name, "room", "peer"),
                server,
                call::serverSession,
                call::onLoop,
                new Way(),
                call.packetBuffers,
                call.drops,
                0x5e7e7 + port,
                call.time,
                call.new Owner());
        this.up = new MemoryWire(call.time, call.random, datagram -> arriveFrom(datagram, tuple));
        this.down = new MemoryWire(
                call.time,
                call.random,
                datagram -> session.onDatagram(datagram, 0, datagram.length, tuple, call.time.nanoTime()));
        call.router.add(transport);
        call.ticks.add(transport, call.time.nanoTime());
    }

    /** A datagram comes to the server from {@code from}. */
    void arriveFrom(byte[] datagram, MemoryTuple from) {
        transport.receive(datagram, 0, datagram.length, from, call.time.nanoTime());
    }

    private final class Way implements Egress {
        private final OutgoingSlot slot = new OutgoingSlot();
        private int slotLength;

        @Override
        public void send(byte[] buffer, int offset, int length, TransportTuple to) {
            if (brokenEgress) {
                throw new IllegalStateException("no way to " + to);
            }
            if (!discards) {
                down.send(buffer, offset, length);
            }
        }

        @Override
        public boolean joins(TransportTuple to) {
            return joins;
        }

        @Override
        public OutgoingSlot slot(int length, TransportTuple to) {
            slotLength = length;
            return slot.at(call.slotMemory, 16);
        }

        @Override
        public void sendSlot(int length, TransportTuple to) {
            if (length != slotLength) {
                throw new AssertionError(length + " bytes in a slot of " + slotLength);
            }
            if (discards) {
                return;
            }
            byte[] bytes = new byte[length];
            MemorySegment.copy(call.slotMemory, ValueLayout.JAVA_BYTE, 16, bytes, 0, length);
            send(bytes, 0, length, to);
        }

        @Override
        public int commonLength(int length, int shorter, TransportTuple to) {
            shortBy.add(shorter);
            return Math.max(length, commonLength);
        }
    }

    void connect() {
        connectSignaling(MemoryCall.CLIENT_CERTIFICATE);
    }

    /** Connects, and tells the server to expect the given certificate. */
    void connectSignaling(DtlsCertificate signaled) {
        transport.connect(DtlsRole.SERVER, signaled.fingerprint(FingerprintAlgorithm.SHA_256));
        session.connect(DtlsRole.CLIENT, MemoryCall.SERVER_CERTIFICATE.fingerprint(FingerprintAlgorithm.SHA_256));
        session.addRemote(tuple, 100, call.time.nanoTime());
        tick();
    }

    /** Checks with new credentials of its own and these of the server's from now on. */
    void restartIce(IceCredentials server) {
        session.restartIce(IceCredentials.random(call.random), server, call.time.nanoTime());
        tick();
    }

    /** A check of somebody who knows these credentials of the server's. */
    byte[] check(IceCredentials server) {
        List<byte[]> sent = new ArrayList<>();
        IceControlling<TransportTuple> agent =
                new IceControlling<>(IceCredentials.random(call.random), server, call.random, new CheckKeeper(sent));
        agent.addRemote(tuple, 100, call.time.nanoTime());
        agent.poll(call.time.nanoTime());
        return sent.getFirst();
    }

    /** Ends the DTLS connection from this side. */
    void hangUp() {
        session.close();
    }

    boolean isConnected() {
        return session.state() == SessionState.CONNECTED;
    }

    void tick() {
        if (session.nextPollNanos() - call.time.nanoTime() <= 0) {
            session.poll(call.time.nanoTime());
        }
    }

    void receiver(Receiver receiver) {
        receivers.add(receiver);
    }

    /** The datagram that carries the plain RTP packet. */
    byte[] protect(byte[] plain) {
        byte[] buffer = Arrays.copyOf(plain, plain.length + BUFFER);
        int length = session.protectRtp(buffer, 0, plain.length);
        if (length < 0) {
            throw new AssertionError("refused by SRTP: an index was used twice");
        }
        return Arrays.copyOf(buffer, length);
    }

    void sendRtp(byte[] plain) {
        byte[] datagram = protect(plain);
        up.send(datagram, 0, datagram.length);
    }

    void sendRtcp(RtcpPacket packet) {
        byte[] buffer = new byte[BUFFER];
        sendRtcp(buffer, RtcpWriter.write(List.of(packet), buffer, 0, BUFFER / 2));
    }

    void sendRtcp(byte[] buffer, int plainLength) {
        int length = session.protectRtcp(buffer, 0, plainLength);
        up.send(buffer, 0, length);
    }

    /** The RTCP packets of one kind that arrived. */
    <T extends RtcpPacket> List<T> rtcp(Class<T> kind) {
        return rtcp.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Keeps the checks of an agent and sends none. */
    private record CheckKeeper(List<byte[]> checks) implements IceAgent.Listener<TransportTuple> {
        @Override
        public void send(byte[] buffer, int offset, int length, TransportTuple to) {
            checks.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void tupleAdded(TransportTuple added) {}

        @Override
        public void tupleRemoved(TransportTuple removed) {}

        @Override
        public void tupleSelected(TransportTuple chosen) {}

        @Override
        public void usernameFragmentRetired(String usernameFragment) {}

        @Override
        public void failed() {}
    }

    @Override
    public void send(byte[] buffer, int offset, int length, TransportTuple to) {
        up.send(buffer, offset, length);
    }

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        RtpPacket packet = new RtpPacket();
        if (!packet.wrap(Arrays.copyOfRange(buffer, offset, offset + length), 0, length)) {
            throw new AssertionError("the server sent malformed RTP");
        }
        rtp.add(packet);
        receivers.forEach(receiver -> receiver.rtp(packet));
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        List<RtcpPacket> compound = RtcpReader.read(buffer, offset, length)
                .orElseThrow(() -> new AssertionError("the server sent malformed RTCP"));
        for (RtcpPacket packet : compound) {
            rtcp.add(packet);
            rtcpNanos.add(nowNanos);
            receivers.forEach(receiver -> receiver.rtcp(packet));
        }
    }

    @Override
    public void connected(SrtpProfile profile) {}

    @Override
    public void failed(SessionFailure failure, String detail) {
        failed = failure;
    }

    @Override
    public void closedByPeer() {
        closedByPeer = true;
    }

    @Override
    public void dropped(DropReason reason) {}

    @Override
    public void tupleAdded(TransportTuple added) {}

    @Override
    public void tupleRemoved(TransportTuple removed) {}

    @Override
    public void tupleSelected(TransportTuple chosen) {}

    @Override
    public void usernameFragmentRetired(String usernameFragment) {}
}
