package dev.parley.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.dtls.DtlsRole;
import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.ice.TestTuple;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole server's session against a whole client's. DTLS has threads of its own, so waiting is bounded by futures. */
class RtcSessionTest {
    private static final TestTuple STRANGER = new TestTuple("udp", 66, 6666);

    @ParameterizedTest
    @EnumSource
    void twoSessionsConnectWithEitherRole(DtlsRole clientRole) throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(clientRole);
            link.awaitConnected();
            assertThat(link.server.connected.get()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
            assertMediaFlowsBothWays(link);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void twoSessionsConnectUnderThirtyPercentLoss(long seed) throws Exception {
        try (MemoryLink link = new MemoryLink(seed, 0.3)) {
            link.start(DtlsRole.CLIENT);
            link.awaitConnected();
            link.loss(0);
            assertMediaFlowsBothWays(link);
        }
    }

    @Test
    void theServerAsDtlsClientConnectsUnderThirtyPercentLoss() throws Exception {
        try (MemoryLink link = new MemoryLink(6, 0.3)) {
            link.start(DtlsRole.SERVER);
            link.awaitConnected();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mediaSentThreeTimesArrivesOnce(SrtpProfile profile) throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0, List.of(profile))) {
            link.start(DtlsRole.CLIENT);
            link.awaitConnected();
            link.onLoop(() -> {
                for (int sequence = 1; sequence <= 50; sequence++) {
                    byte[] packet = new byte[60];
                    int length = protect(link.clientSession, packet, sequence);
                    for (int copy = 0; copy < 3; copy++) {
                        link.serverSession.onDatagram(packet.clone(), 0, length, MemoryLink.TUPLE, 1);
                    }
                }
                assertThat(link.server.rtp).hasSize(50);
                assertThat(link.server.drops).hasSize(100).containsOnly(DropReason.SRTP_REPLAY);
                return true;
            });
        }
    }

    @Test
    void nothingButChecksIsTakenFromAnUnauthenticatedTuple() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(DtlsRole.CLIENT);
            link.awaitConnected();
            link.onLoop(() -> {
                byte[] packet = new byte[60];
                int length = protect(link.clientSession, packet, 1);
                // Authentic to the last bit, but from somewhere else.
                link.serverSession.onDatagram(packet.clone(), 0, length, STRANGER, 1);
                link.serverSession.onDatagram(clientHelloFront(), 0, 14, STRANGER, 1);
                assertThat(link.server.rtp).isEmpty();
                assertThat(link.server.drops)
                        .containsExactly(DropReason.UNAUTHENTICATED_TUPLE, DropReason.UNAUTHENTICATED_TUPLE);
                link.serverSession.onDatagram(packet, 0, length, MemoryLink.TUPLE, 1);
                assertThat(link.server.rtp).hasSize(1);
                return true;
            });
        }
    }

    @Test
    void nothingIsTakenBeforeTheFirstCheck() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.onLoop(() -> {
                RtcSession<TestTuple> session = link.serverSession;
                session.onDatagram(new byte[] {(byte) 0x80, 111, 0, 1}, 0, 4, MemoryLink.TUPLE, 1);
                session.onDatagram(clientHelloFront(), 0, 14, MemoryLink.TUPLE, 1);
                session.onDatagram(new byte[40], 0, 40, MemoryLink.TUPLE, 1);
                session.onDatagram(new byte[] {64, 0, 0, 0}, 0, 4, MemoryLink.TUPLE, 1);
                session.onDatagram(new byte[0], 0, 0, MemoryLink.TUPLE, 1);
                assertThat(link.server.drops)
                        .containsExactly(
                                DropReason.UNAUTHENTICATED_TUPLE,
                                DropReason.UNAUTHENTICATED_TUPLE,
                                DropReason.STUN_MALFORMED,
                                DropReason.UNKNOWN_PROTOCOL,
                                DropReason.UNKNOWN_PROTOCOL);
                assertThat(session.selectedTuple()).isEmpty();
                assertThat(session.protectRtp(new byte[100], 0, 40)).isEqualTo(SrtpContext.REFUSED);
                assertThat(session.protectRtcp(new byte[100], 0, 40)).isEqualTo(SrtpContext.REFUSED);
                return true;
            });
        }
    }

    @Test
    void aClientFasterThanSignalingLosesNoFlight() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            // Each handshake datagram of the client passes once: without the early one kept there would be no
            // handshake.
            Set<String> seen = new HashSet<>();
            CompletableFuture<Boolean> helloSent = new CompletableFuture<>();
            link.client.passes = datagram -> {
                if (datagram[0] != 22) {
                    return true;
                }
                helloSent.complete(true);
                return seen.add(Arrays.toString(Arrays.copyOfRange(datagram, 13, datagram.length)));
            };
            link.onLoop(() -> {
                link.startClient(DtlsRole.CLIENT, MemoryLink.fingerprint(MemoryLink.SERVER_CERTIFICATE));
                return true;
            });
            MemoryLink.await(helloSent);
            link.onLoop(() -> {
                link.serverSession.connect(DtlsRole.SERVER, MemoryLink.fingerprint(MemoryLink.CLIENT_CERTIFICATE));
                return true;
            });
            link.awaitConnected();
        }
    }

    @Test
    void aWrongFingerprintFailsBothSides() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(
                    DtlsRole.CLIENT,
                    MemoryLink.fingerprint(MemoryLink.SERVER_CERTIFICATE),
                    MemoryLink.fingerprint(MemoryLink.certificate()));
            assertThat(MemoryLink.await(link.server.failed)).isEqualTo(SessionFailure.WRONG_FINGERPRINT);
            assertThat(MemoryLink.await(link.client.failed)).isEqualTo(SessionFailure.HANDSHAKE);
            link.onLoop(() -> {
                assertThat(link.serverSession.state()).isEqualTo(SessionState.FAILED);
                assertThat(link.server.connected).isNotDone();
                return true;
            });
        }
    }

    @Test
    void closingTellsThePeer() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(DtlsRole.CLIENT);
            link.awaitConnected();
            link.onLoop(() -> {
                link.serverSession.close();
                assertThat(link.serverSession.state()).isEqualTo(SessionState.CLOSED);
                return true;
            });
            assertThat(MemoryLink.await(link.client.closedByPeer)).isTrue();
            link.onLoop(() -> {
                assertThat(link.clientSession.state()).isEqualTo(SessionState.CLOSED);
                assertThat(link.clientSession.nextPollNanos()).isEqualTo(IceAgent.NEVER);
                link.clientSession.onDatagram(new byte[40], 0, 40, MemoryLink.TUPLE, 1);
                assertThat(link.client.drops).contains(DropReason.SESSION_OVER);
                assertThat(link.server.closedByPeer).isNotDone();
                return true;
            });
        }
    }

    @Test
    void aRestartLeavesMediaRunning() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(DtlsRole.CLIENT);
            link.awaitConnected();
            IceCredentials server = IceCredentials.random(new Random(8));
            IceCredentials client = IceCredentials.random(new Random(9));
            link.onLoop(() -> {
                link.serverSession.restartIce(server);
                link.clientSession.restartIce(client, server, System.nanoTime());
                link.clientSession.poll(System.nanoTime());
                return true;
            });
            assertMediaFlowsBothWays(link);
            link.onLoop(() -> {
                assertThat(link.server.events).anyMatch(event -> event.startsWith("retired"));
                return true;
            });
        }
    }

    @Test
    void callsOfTheWrongSideOrTimeAreRefused() throws Exception {
        try (MemoryLink link = new MemoryLink(1, 0)) {
            link.start(DtlsRole.CLIENT);
            link.onLoop(() -> {
                assertThatThrownBy(() -> link.serverSession.connect(
                                DtlsRole.SERVER, MemoryLink.fingerprint(MemoryLink.CLIENT_CERTIFICATE)))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> link.serverSession.addRemote(STRANGER, 1, 1))
                        .isInstanceOf(IllegalStateException.class);
                IceCredentials credentials = IceCredentials.random(new Random(8));
                assertThatThrownBy(() -> link.serverSession.restartIce(credentials, credentials, 1))
                        .isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> link.clientSession.restartIce(credentials))
                        .isInstanceOf(IllegalStateException.class);
                return true;
            });
        }
    }

    private static void assertMediaFlowsBothWays(MemoryLink link) throws Exception {
        link.onLoop(() -> {
            assertFlows(link.clientSession, link.serverSession, link.server);
            assertFlows(link.serverSession, link.clientSession, link.client);
            return true;
        });
    }

    private static void assertFlows(RtcSession<TestTuple> from, RtcSession<TestTuple> to, MemoryLink.End end) {
        byte[] packet = new byte[60];
        int length = protect(from, packet, 1);
        to.onDatagram(packet, 0, length, MemoryLink.TUPLE, 1);
        assertThat(end.rtp).hasSize(1);
        assertThat(end.rtp.getFirst()).hasSize(40);

        byte[] report = new byte[60];
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        report[3] = 1;
        Bytes.put32(report, 4, 4711);
        length = from.protectRtcp(report, 0, 8);
        to.onDatagram(report, 0, length, MemoryLink.TUPLE, 1);
        assertThat(end.rtcp).hasSize(1);
        assertThat(end.rtcp.getFirst()).hasSize(8);
    }

    private static int protect(RtcSession<TestTuple> from, byte[] packet, int sequence) {
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 8, 4711);
        int length = from.protectRtp(packet, 0, 40);
        assertThat(length).isPositive();
        return length;
    }

    private static byte[] clientHelloFront() {
        byte[] record = new byte[14];
        record[0] = 22;
        record[1] = (byte) 0xfe;
        record[2] = (byte) 0xfd;
        record[12] = 1;
        record[13] = 1;
        return record;
    }
}
