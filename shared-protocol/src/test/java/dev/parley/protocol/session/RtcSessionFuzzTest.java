package dev.parley.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.ice.IceControlling;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.ice.TestTuple;
import dev.parley.protocol.srtp.SrtpProfile;
import java.util.List;
import java.util.Random;

/** Whatever datagram arrives, from an authenticated tuple or not, the session stays as it was. */
class RtcSessionFuzzTest {
    private static final TestTuple KNOWN = new TestTuple("udp", 1, 1000);
    private static final TestTuple STRANGER = new TestTuple("udp", 2, 1000);
    /** No thread runs: what waits for the handshake only queues up. */
    private static final SessionEnvironment ENVIRONMENT = new SessionEnvironment(
            MemoryLink.SERVER_CERTIFICATE, List.of(SrtpProfile.values()), task -> {}, task -> {});

    @FuzzTest
    void anyDatagramIsSortedOrDropped(byte @NotNull [] data) {
        IceCredentials server = IceCredentials.random(new Random(1));
        SilentListener listener = new SilentListener();
        RtcSession<TestTuple> session = RtcSession.lite(ENVIRONMENT, server, listener);
        session.onDatagram(data.clone(), 0, data.length, STRANGER, 1);
        session.connect(DtlsRole.SERVER, MemoryLink.fingerprint(MemoryLink.CLIENT_CERTIFICATE));
        authenticate(session, server);
        session.onDatagram(data.clone(), 0, data.length, STRANGER, 2);
        session.onDatagram(data.clone(), 0, data.length, KNOWN, 3);

        assertThat(session.state()).isEqualTo(SessionState.CONNECTING);
        assertThat(session.selectedTuple()).contains(KNOWN);
        assertThat(listener.media).isZero();
    }

    /** Lets a client's real check in. */
    private static void authenticate(RtcSession<TestTuple> session, IceCredentials server) {
        SilentListener sender = new SilentListener() {
            @Override
            public void send(byte[] buffer, int offset, int length, TestTuple tuple) {
                session.onDatagram(buffer, offset, length, KNOWN, 2);
            }
        };
        IceControlling<TestTuple> client =
                new IceControlling<>(IceCredentials.random(new Random(2)), server, new Random(3), sender.asIce());
        client.addRemote(KNOWN, 1, 0);
        client.poll(0);
    }
}
