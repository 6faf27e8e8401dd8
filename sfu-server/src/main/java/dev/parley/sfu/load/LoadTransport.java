package dev.parley.sfu.load;

import dev.parley.protocol.rtcp.FullIntraRequest;
import dev.parley.protocol.rtcp.PictureLossIndication;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtcp.RtcpWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.DropReason;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One transport of a load peer: a socket of its own, and what its packets are protected by.
 *
 * <p>Thread: the media loop; but {@link #id} and {@link #connected} may be used from any.
 */
public final class LoadTransport {
    /** Room for the longest packet and its tag. */
    private static final int PACKET_BYTES = 2048;

    private final String id;
    private final MediaLoop loop;
    private final Wire wire;
    private final Protection protection;
    private final CompletableFuture<SrtpProfile> connected = new CompletableFuture<>();
    private final IncomingStreams incoming = new IncomingStreams();
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final Way way = new Way();
    private final Viewing viewing = new Viewing(way);
    private final RtpPacket packet = new RtpPacket();
    private final byte[] bytes = new byte[PACKET_BYTES];

    /**
     * Nothing is sent before {@link #begin}.
     *
     * @param protection given whom to tell what comes
     */
    LoadTransport(String id, MediaLoop loop, Wire wire, Function<SessionListener<ServerTuple>, Protection> protection) {
        this.id = id;
        this.loop = loop;
        this.wire = wire;
        this.protection = protection.apply(new Events());
    }

    /** The server's name for this transport. */
    public String id() {
        return id;
    }

    /** Completes when media can flow, with the profile agreed on; or with what went wrong. */
    public CompletableFuture<SrtpProfile> connected() {
        return connected;
    }

    Wire wire() {
        return wire;
    }

    /** The socket failed. */
    void broken(IOException cause) {
        if (wire.endsWithAnError()) {
            connected.completeExceptionally(cause);
        }
    }

    IncomingStreams incoming() {
        return incoming;
    }

    List<Outgoing> outgoing() {
        return outgoing;
    }

    Viewing viewing() {
        return viewing;
    }

    /** Begins to check the path; the handshake follows by itself. */
    void begin(long nowNanos) {
        protection.begin(nowNanos);
    }

    /** Does what is due: checks and consent, and for what is viewed. */
    void poll(long nowNanos) {
        protection.poll(nowNanos);
        if (!viewing.cameras().isEmpty()) {
            viewing.poll(nowNanos);
        }
    }

    /** Takes one datagram. Media is counted by its header, and only samples are decrypted. */
    void received(ByteBuffer datagram, int length) {
        if (isRtp(datagram, length) && !viewing.expects(datagram.getInt(8))) {
            IncomingStream stream = incoming.find(datagram.getInt(8));
            if (stream == null) {
                loop.counters().unknown++;
                return;
            }
            loop.counters().received++;
            loop.counters().receivedBytes += length;
            boolean isNew = stream.count.received(datagram.getShort(2) & 0xffff);
            if (!isNew || !stream.isSample(loop.sampleEvery())) {
                return;
            }
        }
        datagram.get(0, bytes, 0, length);
        protection.received(bytes, length, System.nanoTime());
    }

    /** Version 2, and not one of RTCP's packet types (RFC 5761, section 4). */
    private static boolean isRtp(ByteBuffer datagram, int length) {
        return length >= OutgoingStream.HEADER && (datagram.get(0) & 0xc0) == 0x80 && (datagram.get(1) & 0xe0) != 0xc0;
    }

    /** Sends what is due, unless nothing can be protected yet. */
    void sendDue(long nowNanos) {
        for (int i = 0; i < outgoing.size(); i++) {
            if (outgoing.get(i).isDue(nowNanos)) {
                outgoing.get(i).sendDue(way, nowNanos);
            }
        }
    }

    /** Protects what a track or a receiver says, and sends it. */
    private final class Way implements Outgoing.Way {
        /** Apart from {@link #bytes}, where a packet may stand that made a receiver say this. */
        private final byte[] out = new byte[PACKET_BYTES];

        private final byte[] rtcp = new byte[PACKET_BYTES];
        private final ByteBuffer outView = ByteBuffer.wrap(out);

        @Override
        public byte[] buffer() {
            return out;
        }

        @Override
        public void rtp(int plain) {
            int length = protection.protectRtp(out, plain);
            if (length > 0 && write(outView.limit(length).position(0))) {
                loop.counters().sent++;
            } else {
                loop.counters().notSent++;
            }
        }

        @Override
        public void rtcp(RtcpPacket report) {
            int plain = RtcpWriter.write(report, rtcp, 0, PACKET_BYTES - SrtpProfile.AEAD_AES_256_GCM.rtcpOverhead());
            int length = plain > 0 ? protection.protectRtcp(rtcp, plain) : -1;
            if (length > 0) {
                var _ = write(ByteBuffer.wrap(rtcp, 0, length));
            }
        }
    }

    private boolean write(ByteBuffer datagram) {
        try {
            return wire.write(datagram);
        } catch (IOException e) {
            // An ICMP error of an earlier datagram: the server is gone or restarting, which shows in what arrives.
            return false;
        }
    }

    void close() {
        protection.close();
        connected.completeExceptionally(new LoadException("the transport was closed"));
        try {
            wire.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that does not even close.
        }
    }

    private void requestKeyFrame(int ssrc) {
        for (Outgoing track : outgoing) {
            loop.counters().keyFrameRequests += track.requestKeyFrame(ssrc) ? 1 : 0;
        }
    }

    private void onRtcp(RtcpPacket rtcp) {
        if (rtcp instanceof PictureLossIndication pli) {
            requestKeyFrame(pli.mediaSsrc());
        } else if (rtcp instanceof FullIntraRequest fir) {
            fir.entries().forEach(entry -> requestKeyFrame(entry.ssrc()));
        }
        // Reports are not needed, and retransmissions not offered: what is lost shall show as lost.
    }

    private final class Events implements SessionListener<ServerTuple> {
        @Override
        public void send(byte[] buffer, int offset, int length, ServerTuple tuple) {
            // Checks and flights are repeated by themselves when one is not sent.
            var _ = write(ByteBuffer.wrap(buffer, offset, length));
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
            loop.counters().decrypted++;
            if (packet.wrap(buffer, offset, length) && !viewing.packet(packet, nowNanos)) {
                long sent = StampedPayload.sentNanos(buffer, packet.payloadOffset(), packet.payloadLength());
                if (sent != StampedPayload.NO_STAMP) {
                    loop.counters().latency.add(nowNanos - sent);
                }
            }
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
            RtcpReader.read(buffer, offset, length).ifPresent(packets -> packets.forEach(LoadTransport.this::onRtcp));
        }

        @Override
        public void connected(SrtpProfile profile) {
            connected.complete(profile);
        }

        @Override
        public void failed(SessionFailure failure, String detail) {
            connected.completeExceptionally(new LoadException("a transport failed: " + failure + ", " + detail));
        }

        @Override
        public void closedByPeer() {
            connected.completeExceptionally(new LoadException("the server closed a transport"));
        }

        @Override
        public void dropped(DropReason reason) {
            switch (reason) {
                case SRTP_MALFORMED, SRTP_UNAUTHENTICATED, SRTP_REPLAY, SRTP_TOO_MANY_STREAMS ->
                    loop.counters().undecryptable++;
                case UNKNOWN_PROTOCOL,
                        SESSION_OVER,
                        UNAUTHENTICATED_TUPLE,
                        STUN_MALFORMED,
                        STUN_UNAUTHENTICATED,
                        STUN_UNEXPECTED,
                        DTLS_MALFORMED,
                        DTLS_OVERFLOW,
                        SRTP_NO_KEYS -> {
                    // Before the handshake is done and after the end these are nothing to wonder at.
                }
            }
        }

        @Override
        public void tupleAdded(ServerTuple tuple) {
            // There is one tuple only, known from the start.
        }

        @Override
        public void tupleRemoved(ServerTuple tuple) {
            // As above.
        }

        @Override
        public void tupleSelected(ServerTuple tuple) {
            // As above.
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            // The socket tells the transports apart.
        }
    }
}
