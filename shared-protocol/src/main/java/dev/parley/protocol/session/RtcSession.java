package dev.parley.protocol.session;

import dev.parley.protocol.dtls.DtlsEndpoint;
import dev.parley.protocol.dtls.DtlsFailure;
import dev.parley.protocol.dtls.DtlsRecord;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceControlling;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.ice.IceElsewhere;
import dev.parley.protocol.ice.IceLite;
import dev.parley.protocol.ice.IceTuple;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpFailure;
import dev.parley.protocol.srtp.SrtpProfile;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One session with one peer: takes every datagram of its transport apart (RFC 7983), answers or makes checks, runs the
 * handshake, and gives plain RTP and RTCP to its owner. DTLS, RTP and RTCP count only from tuples with an authentic
 * check.
 *
 * <p>Thread: all methods on the owner's loop.
 *
 * @param <T> remote addresses
 */
public final class RtcSession<T extends IceTuple> {
    /** Handshake datagrams kept before {@link #connect}: the first flight of a client that was faster than signaling. */
    private static final int MAX_EARLY = 8;

    private static final int MAX_EARLY_BYTES = 2048;

    private final SessionEnvironment environment;
    private final SessionListener<T> listener;
    private final IceAgent<T> ice;
    private final List<byte[]> early = new ArrayList<>();
    private SessionState state = SessionState.NEW;
    private @Nullable DtlsEndpoint dtls;
    private boolean dtlsStarted;
    private @Nullable SrtpContext outgoing;
    private @Nullable SrtpContext incoming;
    /** The thread inside {@link #close}: what DTLS sends from there need not hop. */
    private volatile @Nullable Thread closer;

    private RtcSession(
            SessionEnvironment environment,
            SessionListener<T> listener,
            Function<IceAgent.Listener<T>, IceAgent<T>> agent) {
        this.environment = environment;
        this.listener = listener;
        this.ice = agent.apply(new IceEvents());
    }

    /** The server's side: a lite agent, which waits for checks. */
    public static <T extends IceTuple> RtcSession<T> lite(
            SessionEnvironment environment, IceCredentials local, SessionListener<T> listener) {
        return new RtcSession<>(environment, listener, events -> new IceLite<>(local, events));
    }

    /** The client's side: a controlling agent, to be given candidates by {@link #addRemote}. */
    public static <T extends IceTuple> RtcSession<T> controlling(
            SessionEnvironment environment,
            IceCredentials local,
            IceCredentials remote,
            RandomGenerator random,
            SessionListener<T> listener) {
        return new RtcSession<>(environment, listener, events -> new IceControlling<>(local, remote, random, events));
    }

    /** The client's side where another library makes the checks: {@link #select} says what it found. */
    public static <T extends IceTuple> RtcSession<T> checkedElsewhere(
            SessionEnvironment environment, SessionListener<T> listener) {
        return new RtcSession<>(environment, listener, IceElsewhere::new);
    }

    /**
     * Allows the handshake, which begins with the first authentic check.
     *
     * @param localRole our role; the peer has the other
     * @param remote the fingerprint that the peer's certificate must have
     * @throws IllegalStateException when called a second time, or after the end
     */
    public void connect(DtlsRole localRole, Fingerprint remote) {
        if (state != SessionState.NEW) {
            throw new IllegalStateException("connect in state " + state);
        }
        state = SessionState.CONNECTING;
        dtls = new DtlsEndpoint(
                environment.certificate(),
                localRole,
                remote,
                environment.profiles(),
                environment.ciphers(),
                environment.handshakes(),
                new DtlsEvents());
        startHandshake();
    }

    private void startHandshake() {
        DtlsEndpoint endpoint = dtls;
        if (endpoint == null || dtlsStarted || ice.selectedTuple().isEmpty()) {
            return;
        }
        dtlsStarted = true;
        for (byte[] datagram : early) {
            endpoint.receive(datagram, 0, datagram.length);
        }
        early.clear();
        endpoint.start();
    }

    /** Takes a datagram from {@code tuple}. Media is decrypted in place; nothing else is written to or kept. */
    public void onDatagram(byte[] buffer, int offset, int length, T tuple, long nowNanos) {
        if (isOver()) {
            listener.dropped(DropReason.SESSION_OVER);
            return;
        }
        // The first byte tells (RFC 7983, section 7); media first, because nearly all are.
        int first = length > 0 ? buffer[offset] & 0xff : 255;
        if (first >= 128 && first <= 191) {
            onMedia(buffer, offset, length, tuple, nowNanos);
        } else if (first <= 3) {
            onStun(buffer, offset, length, tuple, nowNanos);
        } else if (first >= 20 && first <= 63) {
            onDtls(buffer, offset, length, tuple);
        } else {
            listener.dropped(DropReason.UNKNOWN_PROTOCOL);
        }
    }

    private void onMedia(byte[] buffer, int offset, int length, T tuple, long nowNanos) {
        SrtpContext context = incoming;
        if (!ice.isAuthenticated(tuple)) {
            listener.dropped(DropReason.UNAUTHENTICATED_TUPLE);
        } else if (context == null) {
            listener.dropped(DropReason.SRTP_NO_KEYS);
        } else if (isRtcp(buffer, offset, length)) {
            int plain = context.unprotectRtcp(buffer, offset, length);
            if (plain < 0) {
                listener.dropped(DropReason.of(SrtpFailure.of(plain)));
            } else {
                listener.rtcp(buffer, offset, plain, nowNanos);
            }
        } else {
            int plain = context.unprotectRtp(buffer, offset, length);
            if (plain < 0) {
                listener.dropped(DropReason.of(SrtpFailure.of(plain)));
            } else {
                listener.rtp(buffer, offset, plain, nowNanos);
            }
        }
    }

    /** Packet types 192 to 223 are RTCP (RFC 5761, section 4). */
    private static boolean isRtcp(byte[] buffer, int offset, int length) {
        return length > 1 && (buffer[offset + 1] & 0xe0) == 0xc0;
    }

    private void onStun(byte[] buffer, int offset, int length, T tuple, long nowNanos) {
        switch (ice.handle(buffer, offset, length, nowNanos, tuple)) {
            case ANSWERED, REFUSED, ACCEPTED -> {}
            case MALFORMED -> listener.dropped(DropReason.STUN_MALFORMED);
            case UNAUTHENTICATED -> listener.dropped(DropReason.STUN_UNAUTHENTICATED);
            case UNEXPECTED -> listener.dropped(DropReason.STUN_UNEXPECTED);
        }
    }

    private void onDtls(byte[] buffer, int offset, int length, T tuple) {
        DtlsEndpoint endpoint = dtls;
        if (!ice.isAuthenticated(tuple)) {
            listener.dropped(DropReason.UNAUTHENTICATED_TUPLE);
        } else if (!DtlsRecord.isPlausible(buffer, offset, length)) {
            listener.dropped(DropReason.DTLS_MALFORMED);
        } else if (endpoint != null) {
            if (!endpoint.receive(buffer, offset, length)) {
                listener.dropped(DropReason.DTLS_OVERFLOW);
            }
        } else if (early.size() < MAX_EARLY && length <= MAX_EARLY_BYTES) {
            early.add(Arrays.copyOfRange(buffer, offset, offset + length));
        } else {
            listener.dropped(DropReason.DTLS_OVERFLOW);
        }
    }

    /**
     * Protects an RTP packet in place; there must be room for {@link SrtpProfile#rtpOverhead()} more bytes.
     *
     * @return the new length, or {@link SrtpContext#REFUSED}, also while the session is not connected
     */
    public int protectRtp(byte[] buffer, int offset, int length) {
        SrtpContext context = outgoing;
        return context == null ? SrtpContext.REFUSED : context.protectRtp(buffer, offset, length);
    }

    /** As {@link SrtpContext#protectRtp(byte[], int, int, byte[], int, int)}: header in place, payload from elsewhere. */
    public int protectRtp(
            byte[] payload, int payloadOffset, int payloadLength, byte[] out, int outOffset, int headerLength) {
        SrtpContext context = outgoing;
        return context == null
                ? SrtpContext.REFUSED
                : context.protectRtp(payload, payloadOffset, payloadLength, out, outOffset, headerLength);
    }

    /** As {@link SrtpContext#protectRtp(byte[], int, MemorySegment, long)}: into memory outside the heap. */
    public int protectRtp(byte[] packet, int length, MemorySegment out, long at) {
        SrtpContext context = outgoing;
        return context == null ? SrtpContext.REFUSED : context.protectRtp(packet, length, out, at);
    }

    /** As {@link SrtpContext#protectRtpAgain}: the very packet that went out before. */
    public int protectRtpAgain(byte[] buffer, int offset, int length, byte[] ends, int endOffset) {
        SrtpContext context = outgoing;
        return context == null ? SrtpContext.REFUSED : context.protectRtpAgain(buffer, offset, length, ends, endOffset);
    }

    /**
     * Protects an RTCP compound in place; there must be room for {@link SrtpProfile#rtcpOverhead()} more bytes.
     *
     * @return the new length, or {@link SrtpContext#REFUSED}, also while the session is not connected
     */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        SrtpContext context = outgoing;
        return context == null ? SrtpContext.REFUSED : context.protectRtcp(buffer, offset, length);
    }

    /** Where the session stands. */
    public SessionState state() {
        return state;
    }

    /** The profile agreed on; empty while not connected. */
    public Optional<SrtpProfile> profile() {
        SrtpContext context = outgoing;
        return context == null ? Optional.empty() : Optional.of(context.profile());
    }

    /** Where to send; empty before the first authentic check. */
    public Optional<T> selectedTuple() {
        return ice.selectedTuple();
    }

    /** When the peer last proved that it is there; empty before the first time. The owner closes silent sessions. */
    public OptionalLong lastAuthenticatedNanos() {
        return ice.lastAuthenticatedNanos();
    }

    /** Sends what is due. Needed on the controlling side only. */
    public void poll(long nowNanos) {
        if (!isOver()) {
            ice.poll(nowNanos);
        }
    }

    /** When {@link #poll} is next needed, or {@link IceAgent#NEVER}. */
    public long nextPollNanos() {
        return isOver() ? IceAgent.NEVER : ice.nextPollNanos();
    }

    /** Forgets a tuple whose connection is gone. */
    public void removeTuple(T tuple, long nowNanos) {
        ice.removeTuple(tuple, nowNanos);
    }

    /**
     * Adds a remote candidate to be checked.
     *
     * @throws IllegalStateException on the lite side, which never sends to a candidate that was only named
     */
    public void addRemote(T tuple, long priority, long nowNanos) {
        switch (ice) {
            case IceLite<T> lite -> throw new IllegalStateException("a lite agent makes no checks");
            case IceElsewhere<T> elsewhere -> throw new IllegalStateException("checks are made elsewhere");
            case IceControlling<T> controlling -> controlling.addRemote(tuple, priority, nowNanos);
        }
    }

    /**
     * Sends to {@code tuple} from now on, and receives from it only.
     *
     * @throws IllegalStateException unless checks are made elsewhere
     */
    public void select(T tuple) {
        switch (ice) {
            case IceElsewhere<T> elsewhere -> elsewhere.select(tuple);
            case IceLite<T> lite -> throw new IllegalStateException("the peer selects");
            case IceControlling<T> controlling -> throw new IllegalStateException("the agent selects");
        }
    }

    /**
     * Restarts ICE on the lite side: the old credentials stay valid until the fresh ones are first used.
     *
     * @throws IllegalStateException on the controlling side
     */
    public void restartIce(IceCredentials fresh) {
        switch (ice) {
            case IceLite<T> lite -> lite.restart(fresh);
            case IceElsewhere<T> elsewhere -> throw new IllegalStateException("checks are made elsewhere");
            case IceControlling<T> controlling -> throw new IllegalStateException("needs the peer's credentials too");
        }
    }

    /**
     * Restarts ICE on the controlling side.
     *
     * @throws IllegalStateException on the lite side
     */
    public void restartIce(IceCredentials local, IceCredentials remote, long nowNanos) {
        switch (ice) {
            case IceLite<T> lite -> throw new IllegalStateException("a lite agent needs its own credentials only");
            case IceElsewhere<T> elsewhere -> throw new IllegalStateException("checks are made elsewhere");
            case IceControlling<T> controlling -> controlling.restart(local, remote, nowNanos);
        }
    }

    /** Ends the session, telling the peer by close_notify. The listener hears nothing more but that one datagram. */
    public void close() {
        if (isOver()) {
            return;
        }
        closer = Thread.currentThread();
        end(SessionState.CLOSED);
        closer = null;
    }

    private boolean isOver() {
        return state == SessionState.CLOSED || state == SessionState.FAILED;
    }

    private void end(SessionState last) {
        state = last;
        outgoing = null;
        incoming = null;
        early.clear();
        DtlsEndpoint endpoint = dtls;
        dtls = null;
        if (endpoint != null) {
            endpoint.close();
        }
    }

    private void fail(SessionFailure failure, String detail) {
        if (!isOver()) {
            end(SessionState.FAILED);
            listener.failed(failure, detail);
        }
    }

    private void sendDtls(byte[] datagram) {
        ice.selectedTuple().ifPresent(tuple -> listener.send(datagram, 0, datagram.length, tuple));
    }

    /** The events of DTLS, on the handshake's thread: each hops to the loop. */
    private final class DtlsEvents implements DtlsEndpoint.Output {
        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            if (Thread.currentThread().equals(closer)) {
                sendDtls(datagram);
            } else {
                // Also after a failure: the alert that tells the peer of it is on its way.
                onLoop(() -> sendDtls(datagram));
            }
        }

        @Override
        public void connected(SrtpContext sending, SrtpContext receiving) {
            onLoop(() -> {
                if (state == SessionState.CONNECTING) {
                    outgoing = sending;
                    incoming = receiving;
                    state = SessionState.CONNECTED;
                    listener.connected(sending.profile());
                }
            });
        }

        @Override
        public void failed(DtlsFailure failure, String detail) {
            onLoop(() -> fail(SessionFailure.of(failure), detail));
        }

        @Override
        public void closed() {
            onLoop(() -> {
                if (!isOver()) {
                    end(SessionState.CLOSED);
                    listener.closedByPeer();
                }
            });
        }

        private void onLoop(Runnable task) {
            try {
                environment.loop().execute(task);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and its sessions with it.
            }
        }
    }

    /** The events of ICE, already on the loop. */
    private final class IceEvents implements IceAgent.Listener<T> {
        @Override
        public void send(byte[] buffer, int offset, int length, T tuple) {
            listener.send(buffer, offset, length, tuple);
        }

        @Override
        public void tupleAdded(T tuple) {
            listener.tupleAdded(tuple);
        }

        @Override
        public void tupleRemoved(T tuple) {
            listener.tupleRemoved(tuple);
        }

        @Override
        public void tupleSelected(T tuple) {
            listener.tupleSelected(tuple);
            startHandshake();
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            listener.usernameFragmentRetired(usernameFragment);
        }

        @Override
        public void failed() {
            fail(SessionFailure.UNREACHABLE, "no answer to connectivity checks");
        }
    }
}
