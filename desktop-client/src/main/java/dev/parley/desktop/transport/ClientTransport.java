package dev.parley.desktop.transport;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.rtcp.RtcpPacket;
import dev.parley.protocol.rtcp.RtcpReader;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.session.DropReason;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.session.SessionFailure;
import dev.parley.protocol.session.SessionListener;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.NtpTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What sending and receiving have in common: a way to the server, and the DTLS-SRTP session on it.
 *
 * <p>Thread: the media thread, but for {@link #path}.
 */
public abstract sealed class ClientTransport permits SendTransport, RecvTransport {
    private static final Logger LOG = LoggerFactory.getLogger(ClientTransport.class);
    private static final long POLL_MILLIS = 5;
    private static final int PROTECTED_MAX = 2_048;

    /** What a transport tells. */
    public interface Listener {
        /** Media can flow, for the first time or again. */
        void connected();

        /** Media does not get through for the moment; a way is looked for. */
        void interrupted();

        /** It is over: no way was found for long, or the handshake failed. */
        void ended(String why);

        /** It is over: the server closed it. */
        void closedByServer();
    }

    /**
     * How a transport is.
     *
     * @param protocol {@code UDP} or {@code TCP}, empty while there is no way
     * @param encryption the SRTP profile, empty while not connected
     */
    public record Path(String protocol, String encryption) {}

    private final String id;
    private final Listener listener;
    private final MediaThread media;
    private final PathFinder finder;
    private final RtcSession<MediaPath> session;
    private final RtpPacket packet = new RtpPacket();
    private final byte[] rtcpBytes = new byte[PROTECTED_MAX];
    private @Nullable Future<?> polling;
    private volatile Path path = new Path("", "");
    private @Nullable MediaPath way;
    private boolean connected;
    private boolean over;

    /** A transport towards {@code server}, not begun. */
    ClientTransport(
            String id,
            ServerEndpoint server,
            SessionEnvironment environment,
            TransportSettings settings,
            Listener listener) {
        this.id = id;
        this.listener = listener;
        this.finder = new PathFinder(server, settings.udpAllowed(), new SecureRandom(), settings.media(), new Ways());
        this.session = RtcSession.checkedElsewhere(environment, new SessionEvents());
        session.connect(DtlsRole.CLIENT, server.fingerprint());
        this.media = settings.media();
    }

    /** The server's name for it. */
    public final String id() {
        return id;
    }

    /** How media goes. Any thread. */
    public final Path path() {
        return path;
    }

    /** Looks for a way, which the handshake follows. */
    public final void open() {
        if (!over) {
            polling = media.every(POLL_MILLIS, () -> poll(System.nanoTime()));
            finder.find();
        }
    }

    /** Ends it; the listener hears nothing more. */
    public final void close() {
        if (!over) {
            over = true;
            if (polling != null) {
                polling.cancel(false);
            }
            closing();
            session.close();
            finder.close();
            path = new Path("", "");
        }
    }

    private void end(String why) {
        if (!over) {
            close();
            listener.ended(why);
        }
    }

    /** A plain RTP packet came; valid only during the call. */
    abstract void rtp(RtpPacket packet, long nowNanos);

    /** A plain RTCP packet came. */
    abstract void rtcp(RtcpPacket packet, long nowNanos);

    /** Does what is due, two hundred times a second. */
    abstract void poll(long nowNanos);

    /** Says goodbye while that is still possible. */
    abstract void closing();

    final boolean isConnected() {
        return connected && !over;
    }

    /**
     * Protects and sends a packet; there must be room behind it for the tag.
     *
     * @return its length as protected in place, whether it got away or not; 0 if it was not protected
     */
    final int sendRtp(byte[] buffer, int length) {
        MediaPath to = way;
        int protectedLength = connected && to != null ? session.protectRtp(buffer, 0, length) : -1;
        if (to == null || protectedLength <= 0) {
            return 0;
        }
        var _ = to.send(buffer, 0, protectedLength); // what does not get away is lost, and repaired as such
        return protectedLength;
    }

    /** Sends a packet that is protected already. */
    final void sendProtected(byte[] packet) {
        MediaPath to = way;
        if (connected && to != null) {
            var _ = to.send(packet, 0, packet.length);
        }
    }

    /** Protects and sends RTCP that {@code writer} writes. */
    final void sendRtcp(RtcpPackets packets) {
        MediaPath to = way;
        if (!connected || to == null) {
            return;
        }
        int plain = packets.write(rtcpBytes);
        int length = plain > 0 ? session.protectRtcp(rtcpBytes, 0, plain) : -1;
        if (length > 0) {
            var _ = to.send(rtcpBytes, 0, length);
        }
    }

    /** Writes a compound of RTCP packets. */
    @FunctionalInterface
    interface RtcpPackets {
        /** Writes to {@code buffer} from its begin, leaving room for the tag: how many bytes, or -1. */
        int write(byte[] buffer);
    }

    /** How much of a buffer for RTCP is for the plain packets. */
    static int rtcpCapacity(byte[] buffer) {
        return buffer.length - SrtpProfile.AEAD_AES_256_GCM.rtcpOverhead();
    }

    /** The present as a 64-bit NTP time. */
    static long ntpNow() {
        Instant now = Instant.now();
        return NtpTime.fromUnixNanos(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    }

    private void updatePath() {
        path = new Path(
                way == null ? "" : way.protocol(),
                session.profile().map(profile -> profile.name()).orElse(""));
    }

    private final class Ways implements PathFinder.Listener {
        @Override
        public void found(MediaPath found) {
            boolean again = connected && way == null;
            way = found;
            session.select(found);
            updatePath();
            if (again) {
                listener.connected();
            }
        }

        @Override
        public void interrupted() {
            way = null;
            updatePath();
            listener.interrupted();
        }

        @Override
        public void gaveUp() {
            end("no answer from the server's media port");
        }

        @Override
        public void datagram(MediaPath from, byte[] datagram, int length) {
            if (!over) {
                session.onDatagram(datagram, 0, length, from, System.nanoTime());
            }
        }
    }

    private final class SessionEvents implements SessionListener<MediaPath> {
        @Override
        public void send(byte[] buffer, int offset, int length, MediaPath tuple) {
            // Flights are repeated by themselves when one is not sent.
            var _ = tuple.send(buffer, offset, length);
        }

        @Override
        public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
            if (packet.wrap(buffer, offset, length)) {
                ClientTransport.this.rtp(packet, nowNanos);
            }
        }

        @Override
        public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
            RtcpReader.read(buffer, offset, length)
                    .ifPresent(packets -> packets.forEach(each -> ClientTransport.this.rtcp(each, nowNanos)));
        }

        @Override
        public void connected(SrtpProfile profile) {
            connected = true;
            updatePath();
            listener.connected();
        }

        @Override
        public void failed(SessionFailure failure, String detail) {
            end(failure + ": " + detail);
        }

        @Override
        public void closedByPeer() {
            if (!over) {
                close();
                listener.closedByServer();
            }
        }

        @Override
        public void dropped(DropReason reason) {
            LOG.trace("dropped: {}", reason);
        }

        @Override
        public void tupleAdded(MediaPath tuple) {
            // The finder knows.
        }

        @Override
        public void tupleRemoved(MediaPath tuple) {
            // The finder knows.
        }

        @Override
        public void tupleSelected(MediaPath tuple) {
            // The finder selected it.
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            // Checks are made by the paths.
        }
    }
}
