package dev.parley.desktop.transport;

import dev.parley.protocol.dtls.Fingerprint;
import dev.parley.protocol.ice.IceCredentials;
import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.TransportProtocol;
import dev.parley.protocol.signaling.ServerMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of a transport, as it told.
 *
 * @param udp where it receives UDP, the preferred first
 * @param tcp where it accepts TCP, the preferred first
 */
record ServerEndpoint(IceCredentials credentials, Fingerprint fingerprint, List<Candidate> udp, List<Candidate> tcp) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerEndpoint.class);

    /** A candidate of the server with its address resolved. */
    record Candidate(InetSocketAddress address, long priority, String foundation) {}

    /**
     * Reads what the server told. May resolve names, so not for the media thread.
     *
     * @throws TransportException when it is of no use
     */
    static ServerEndpoint of(ServerMessage.TransportCreated created) throws TransportException {
        return new ServerEndpoint(
                new IceCredentials(
                        created.iceParameters().usernameFragment(),
                        created.iceParameters().password()),
                fingerprint(created.dtlsParameters()),
                candidates(created.iceCandidates(), TransportProtocol.UDP),
                candidates(created.iceCandidates(), TransportProtocol.TCP));
    }

    private static Fingerprint fingerprint(DtlsParameters parameters) throws TransportException {
        return parameters.fingerprints().stream()
                .flatMap(each -> Fingerprint.parse(each.algorithm(), each.value()).stream())
                .findFirst()
                .orElseThrow(() -> new TransportException("the server has no fingerprint of a hash that is trusted"));
    }

    private static List<Candidate> candidates(List<IceCandidate> all, TransportProtocol protocol) {
        List<Candidate> candidates = new ArrayList<>();
        for (IceCandidate each : all) {
            if (each.protocol() == protocol) {
                String host = each.address().isEmpty() ? each.ip() : each.address();
                try {
                    candidates.add(new Candidate(
                            new InetSocketAddress(InetAddress.getByName(host), each.port()),
                            each.priority(),
                            each.foundation()));
                } catch (UnknownHostException e) {
                    LOG.warn("the server announces {}, which has no address", host);
                }
            }
        }
        candidates.sort(Comparator.comparingLong(Candidate::priority).reversed());
        return List.copyOf(candidates);
    }
}
