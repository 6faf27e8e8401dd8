package dev.parley.sfu.worker;

import dev.parley.protocol.media.DtlsParameters;
import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.IceParameters;
import java.util.List;

/** What a client has to know of a transport to connect to it. */
public record TransportDescription(
        IceParameters iceParameters, List<IceCandidate> iceCandidates, DtlsParameters dtlsParameters) {
    /** Copies the list. */
    public TransportDescription {
        iceCandidates = List.copyOf(iceCandidates);
    }
}
