package dev.parley.protocol.session;

import dev.parley.protocol.dtls.DtlsCertificate;
import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpProfile;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * What the sessions of one loop share.
 *
 * @param certificate our certificate
 * @param profiles the SRTP profiles allowed, the best first; not empty
 * @param ciphers with which media is protected
 * @param loop runs a task on the thread that owns the sessions, in order
 * @param handshakes runs each task on a thread of its own, a virtual one
 */
public record SessionEnvironment(
        DtlsCertificate certificate,
        List<SrtpProfile> profiles,
        SrtpCiphers ciphers,
        Executor loop,
        Executor handshakes) {
    /** Keeps its own copy of the profiles. */
    public SessionEnvironment {
        profiles = List.copyOf(profiles);
    }

    /** With the JDK's ciphers. */
    public SessionEnvironment(
            DtlsCertificate certificate, List<SrtpProfile> profiles, Executor loop, Executor handshakes) {
        this(certificate, profiles, SrtpCiphers.JDK, loop, handshakes);
    }
}
