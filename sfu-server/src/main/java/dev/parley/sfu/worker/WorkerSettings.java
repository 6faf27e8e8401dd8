package dev.parley.sfu.worker;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.UdpSettings;
import dev.parley.sfu.net.Candidates;
import dev.parley.sfu.net.SharedTcpPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What all Workers have in common.
 *
 * @param host the address their ports are bound to; the wildcard one for all
 * @param firstPort the first Worker's port, the others follow on; 0 lets the system choose
 * @param sharedTcp the TCP port of the pages, where it is media's too; without it each Worker has its own
 * @param candidates what is offered to clients
 * @param certificate with which all DTLS connections are made
 * @param srtpProfiles in order of preference
 * @param srtpCiphers with which media is protected
 * @param udp how media over UDP is read and sent
 * @param loudestVoices how many voices are forwarded in a large room; 0 for all
 * @param roomSpread whether those who receive in one room are on several Workers
 */
public record WorkerSettings(
        InetAddress host,
        int firstPort,
        Optional<SharedTcpPort> sharedTcp,
        Candidates candidates,
        DtlsCertificate certificate,
        List<SrtpProfile> srtpProfiles,
        SrtpCiphers srtpCiphers,
        UdpSettings udp,
        int loudestVoices,
        RoomSpread roomSpread) {
    /** Copies the list. */
    public WorkerSettings {
        srtpProfiles = List.copyOf(srtpProfiles);
    }
}
