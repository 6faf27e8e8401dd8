package dev.parley.sfu.load;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.session.SessionListener;
import java.util.random.RandomGenerator;

/** By a session with ICE and DTLS, as everyone does who comes to a server. */
final class NegotiatedKeys implements Protection {
    /** The only candidate there is, so any priority does. */
    private static final long PRIORITY = 1;

    private final ServerTuple server;
    private final RtcSession<ServerTuple> session;

    NegotiatedKeys(
            SessionEnvironment environment,
            ServerTuple server,
            IceCredentials remoteCredentials,
            Fingerprint remoteFingerprint,
            RandomGenerator random,
            SessionListener<ServerTuple> listener) {
        this.server = server;
        this.session =
                RtcSession.controlling(environment, IceCredentials.random(random), remoteCredentials, random, listener);
        session.connect(DtlsRole.CLIENT, remoteFingerprint);
    }

    @Override
    public void begin(long nowNanos) {
        session.addRemote(server, PRIORITY, nowNanos);
        session.poll(nowNanos);
    }

    @Override
    public void poll(long nowNanos) {
        if (session.nextPollNanos() - nowNanos <= 0) {
            session.poll(nowNanos);
        }
    }

    @Override
    public void received(byte[] datagram, int length, long nowNanos) {
        session.onDatagram(datagram, 0, length, server, nowNanos);
    }

    @Override
    public int protectRtp(byte[] buffer, int length) {
        return session.protectRtp(buffer, 0, length);
    }

    @Override
    public int protectRtcp(byte[] buffer, int length) {
        return session.protectRtcp(buffer, 0, length);
    }

    @Override
    public void close() {
        session.close();
    }
}
