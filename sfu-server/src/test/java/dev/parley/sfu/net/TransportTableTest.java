package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.IceControlling;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.session.RtcSession;
import dev.parley.protocol.session.SessionEnvironment;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.MediaClock;
import dev.parley.sfu.transport.PacketBuffers;
import dev.parley.sfu.transport.TransportName;
import dev.parley.sfu.transport.TransportTuple;
import dev.parley.sfu.transport.WebRtcTransport;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whose datagram is it: by the name in a check, else by the address it comes from. */
class TransportTableTest {
    private static final DtlsCertificate CERTIFICATE = DtlsCertificate.generate(Instant.EPOCH, new SecureRandom());
    private static final InetSocketAddress HOME = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5_001);
    private static final InetSocketAddress AWAY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5_002);
    private static final byte[] MEDIA = Arrays.copyOf(new byte[] {(byte) 0x80, 96}, 60);

    private final Random random = new Random(1);
    private final WorkerCounters drops = new WorkerCounters();
    private final List<Throwable> broken = new ArrayList<>();
    private final TransportTable table = new TransportTable(remote -> new UdpTuple(remote, false), drops, broken::add);
    private final Client ada = new Client("ada");
    private final Client bob = new Client("bob");

    /** A transport of the server, and the checks of its client. */
    private final class Client implements WebRtcTransport.Listener {
        final WorkerCounters dropped = new WorkerCounters();
        final List<TransportTuple> answered = new ArrayList<>();
        final IceCredentials credentials = IceCredentials.random(random);
        final WebRtcTransport transport;

        Client(String id) {
            transport = new WebRtcTransport(
                    new TransportName(id, "room", "peer"),
                    credentials,
                    (local, loop, listener) -> RtcSession.lite(
                            new SessionEnvironment(
                                    CERTIFICATE, List.of(SrtpProfile.AEAD_AES_128_GCM), loop, Runnable::run),
                            local,
                            listener),
                    Runnable::run,
                    (buffer, offset, length, to) -> answered.add(to),
                    new PacketBuffers(),
                    dropped,
                    1,
                    MediaClock.SYSTEM,
                    this);
            table.named(credentials.usernameFragment(), transport);
        }

        /** A check of the client's, with the right password or a wrong one. */
        byte[] check(boolean authentic) {
            List<byte[]> sent = new ArrayList<>();
            IceCredentials known = authentic
                    ? credentials
                    : new IceCredentials(
                            credentials.usernameFragment(),
                            IceCredentials.random(random).password());
            IceControlling<UdpTuple> agent =
                    new IceControlling<>(IceCredentials.random(random), known, random, new Ears(sent));
            agent.addRemote(new UdpTuple(HOME, false), 1, 0);
            agent.poll(0);
            return sent.getFirst();
        }

        @Override
        public void waiting(WebRtcTransport which) {}

        @Override
        public void due(WebRtcTransport which, long nanos) {}

        @Override
        public void closed(WebRtcTransport which) {}

        @Override
        public void pathAdded(WebRtcTransport which, TransportTuple tuple) {
            table.pathAdded(tuple, which, System.nanoTime());
        }

        @Override
        public void pathRemoved(WebRtcTransport which, TransportTuple tuple) {
            table.pathRemoved(tuple, which);
        }

        @Override
        public void usernameFragmentRetired(String usernameFragment) {
            table.retired(usernameFragment);
        }

        @Override
        public void failed(WebRtcTransport which, WebRtcTransport.FailureReason reason) {
            throw new AssertionError(reason);
        }
    }

    private record Ears(List<byte[]> sent) implements IceAgent.Listener<UdpTuple> {
        @Override
        public void send(byte[] buffer, int offset, int length, UdpTuple tuple) {
            sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void tupleAdded(UdpTuple tuple) {}

        @Override
        public void tupleRemoved(UdpTuple tuple) {}

        @Override
        public void tupleSelected(UdpTuple tuple) {}

        @Override
        public void usernameFragmentRetired(String usernameFragment) {}

        @Override
        public void failed() {}
    }

    private void comes(byte[] datagram, InetSocketAddress from) {
        table.udp(datagram.clone(), datagram.length, DatagramSource.of(from), System.nanoTime());
    }

    private static long media(Client client) {
        return client.dropped.snapshot().getOrDefault("SRTP_NO_KEYS", 0L);
    }

    @Test
    void aCheckReachesTheTransportItNames() {
        comes(bob.check(true), HOME);

        assertThat(bob.answered).hasSize(1);
        assertThat(bob.answered.getFirst().remote()).isEqualTo(HOME);
        assertThat(ada.answered).isEmpty();
        assertThat(table.paths()).isEqualTo(1);
    }

    @Test
    void anAddressIsATransportsOnlyAfterAnAuthenticCheck() {
        comes(ada.check(false), HOME);
        comes(MEDIA, HOME);

        assertThat(ada.answered).isEmpty();
        assertThat(table.paths()).isZero();
        assertThat(drops.of(DropReason.UNKNOWN_DATAGRAM)).isEqualTo(1);
        assertThat(ada.dropped.snapshot()).isEqualTo(Map.of("STUN_UNAUTHENTICATED", 1L));
    }

    @Test
    void whatIsNoCheckGoesByItsAddress() {
        comes(ada.check(true), HOME);
        comes(bob.check(true), AWAY);

        comes(MEDIA, AWAY);
        comes(MEDIA, HOME);
        comes(MEDIA, HOME);

        assertThat(media(ada)).isEqualTo(2);
        assertThat(media(bob)).isEqualTo(1);
    }

    @Test
    void anAddressMayBeTakenOverByAnotherTransport() {
        comes(ada.check(true), HOME);
        comes(bob.check(true), HOME);
        comes(MEDIA, HOME);
        assertThat(media(ada)).isZero();
        assertThat(media(bob)).isEqualTo(1);

        // The first owner's end does not take away what is no longer its own.
        ada.transport.close();
        comes(MEDIA, HOME);

        assertThat(media(bob)).isEqualTo(2);
        assertThat(table.paths()).isEqualTo(1);
    }

    @Test
    void aTransportThatIsClosedLeavesNothing() {
        byte[] check = ada.check(true);
        comes(check, HOME);
        comes(ada.check(true), AWAY);
        assertThat(table.paths()).isEqualTo(2);

        ada.transport.close();
        comes(check, HOME);
        comes(MEDIA, AWAY);

        assertThat(table.paths()).isZero();
        assertThat(table.names()).isEqualTo(1);
        assertThat(drops.of(DropReason.UNKNOWN_DATAGRAM)).isEqualTo(2);
    }

    @Test
    void aCheckThatNamesNobodyFromAKnownAddressIsThatTransportsToRefuse() {
        comes(ada.check(true), HOME);
        byte[] stale = new Client("gone").check(true);
        table.retired(lastNamed(stale));

        comes(stale, HOME);

        assertThat(ada.dropped.snapshot()).isEqualTo(Map.of("STUN_UNAUTHENTICATED", 1L));
    }

    @Test
    void aDatagramFromAKnownAddressCostsNoObject() {
        comes(ada.check(true), HOME);
        DatagramSource from = DatagramSource.of(HOME);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            table.udp(MEDIA, MEDIA.length, from, 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();

        for (int i = 0; i < 2_000; i++) {
            table.udp(MEDIA, MEDIA.length, from, 0);
        }

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(media(ada)).isEqualTo(22_000);
        assertThat(allocated).isLessThan(2_000 / 100 * 16L);
    }

    private static String lastNamed(byte[] check) {
        return dev.parley.protocol.stun.StunMessage.receiverUsernameFragment(check, 0, check.length)
                .orElseThrow();
    }

    @Test
    void anErrorIsToldAndNotThrownAtTheSocket() {
        TransportTable failing = new TransportTable(
                remote -> {
                    throw new StackOverflowError("made by the test");
                },
                drops,
                broken::add);
        failing.named(ada.credentials.usernameFragment(), ada.transport);
        byte[] check = ada.check(true);

        failing.udp(check, check.length, DatagramSource.of(HOME), 0);

        assertThat(broken).hasSize(1).first().isInstanceOf(StackOverflowError.class);
    }
}
