package dev.parley.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.TransportProtocol;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final List<String> ANNOUNCED = List.of("192.0.2.7", "2001:db8::7");

    private static long priority(IceCandidate candidate) {
        return candidate.priority();
    }

    private static List<IceCandidate> of(List<IceCandidate> all, TransportProtocol protocol) {
        return all.stream().filter(each -> each.protocol() == protocol).toList();
    }

    @Test
    void everyAnnouncedAddressIsOfferedOverUdpAndTcpOnOnePort() {
        List<IceCandidate> all = new Candidates(ANNOUNCED, true, true, true).on(40_000, List.of());

        assertThat(all).hasSize(4).allSatisfy(each -> assertThat(each.port()).isEqualTo(40_000));
        assertThat(of(all, TransportProtocol.UDP)).extracting(IceCandidate::ip).isEqualTo(ANNOUNCED);
        assertThat(of(all, TransportProtocol.TCP)).extracting(IceCandidate::ip).isEqualTo(ANNOUNCED);
        assertThat(all).extracting(IceCandidate::foundation).doesNotHaveDuplicates();
        assertThat(all).extracting(IceCandidate::priority).doesNotHaveDuplicates();
    }

    @Test
    void prioritiesAreThoseOfHostCandidates() {
        List<IceCandidate> all = new Candidates(ANNOUNCED, true, true, true).on(1, List.of());

        assertThat(all).allSatisfy(each -> {
            assertThat(each.priority() >>> 24).isEqualTo(126);
            assertThat(each.priority() & 0xff).isEqualTo(255);
        });
    }

    @Test
    void withPreferUdpEveryUdpCandidateComesBeforeEveryTcpOne() {
        List<IceCandidate> all = new Candidates(ANNOUNCED, true, true, true).on(1, List.of());

        long lowestUdp = of(all, TransportProtocol.UDP).stream()
                .mapToLong(CandidatesTest::priority)
                .min()
                .orElseThrow();
        assertThat(of(all, TransportProtocol.TCP))
                .allSatisfy(each -> assertThat(each.priority()).isLessThan(lowestUdp));
    }

    @Test
    void addressesAnnouncedFirstArePreferred() {
        List<IceCandidate> udp = new Candidates(ANNOUNCED, true, false, true).on(1, List.of());

        assertThat(udp).hasSize(2);
        assertThat(udp.getFirst().priority()).isGreaterThan(udp.getLast().priority());
    }

    @Test
    void whatIsSwitchedOffIsNotOffered() {
        assertThat(new Candidates(ANNOUNCED, true, false, true).on(1, List.of()))
                .extracting(IceCandidate::protocol)
                .containsOnly(TransportProtocol.UDP);
        assertThat(new Candidates(ANNOUNCED, false, true, true).on(1, List.of()))
                .extracting(IceCandidate::protocol)
                .containsOnly(TransportProtocol.TCP);
    }

    @Test
    void announcedAddressesReplaceAllOthersAlsoForALoopbackClient() {
        List<IceCandidate> all =
                new Candidates(List.of("192.0.2.7"), true, true, true).on(1, List.of(InetAddress.getLoopbackAddress()));

        assertThat(all).extracting(IceCandidate::ip).containsOnly("192.0.2.7");
    }

    @Test
    void aClientThatCameOverLoopbackIsOfferedLoopbackBesides() {
        Candidates own = new Candidates(List.of(), true, true, true);

        assertThat(own.on(1, List.of(InetAddress.getLoopbackAddress())))
                .extracting(IceCandidate::ip)
                .contains("127.0.0.1")
                .containsAll(LocalAddresses.up());
    }

    @Test
    void aClientFromOutsideIsNotOfferedLoopbackWhereThereIsAnother() {
        List<String> up = LocalAddresses.up();

        assertThat(new Candidates(List.of(), true, true, true).on(1, List.of()))
                .extracting(IceCandidate::ip)
                .isNotEmpty()
                .allSatisfy(ip -> assertThat(up.isEmpty() || up.contains(ip)).isTrue());
    }
}
