package dev.parley.sfu.load;

import dev.parley.protocol.srtp.SrtpProfile;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * What a load client works with.
 *
 * @param server the server's HTTP root, such as {@code http://127.0.0.1:3000/}, or its {@code ws} address
 * @param profiles the SRTP profiles offered, not empty
 * @param sampleEvery of each stream one in so many packets is decrypted, which checks its tag and gives its latency;
 *     1 is all, 0 none. The others are counted by their headers
 * @param answerLimit how long an answer or a handshake may take
 * @param line what comes over UDP to each transport comes through one of its own that is like this
 * @param trust with TLS, whom to trust; empty for those whom Java trusts
 */
public record LoadSettings(
        URI server,
        List<SrtpProfile> profiles,
        int sampleEvery,
        Duration answerLimit,
        BadLine.Conditions line,
        Optional<SSLContext> trust) {
    /** Enough latencies for a 99th percentile within seconds, and not a tenth of the cost of decrypting everything. */
    private static final int STANDARD_SAMPLE = 20;

    /** A busy machine at its worst; nothing is measured by waiting so long. */
    private static final Duration STANDARD_LIMIT = Duration.ofSeconds(30);

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException when there is no profile or {@code sampleEvery} is negative
     */
    public LoadSettings {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty() || sampleEvery < 0) {
            throw new IllegalArgumentException("profiles " + profiles + ", sampleEvery " + sampleEvery);
        }
    }

    /** Every profile, and the usual sampling. */
    public static LoadSettings of(URI server) {
        return new LoadSettings(
                server,
                List.of(SrtpProfile.values()),
                STANDARD_SAMPLE,
                STANDARD_LIMIT,
                BadLine.Conditions.GOOD,
                Optional.empty());
    }

    /** The same with these profiles only. */
    public LoadSettings withProfiles(List<SrtpProfile> others) {
        return new LoadSettings(server, others, sampleEvery, answerLimit, line, trust);
    }

    /** The same with another share of packets decrypted. */
    public LoadSettings withSampleEvery(int other) {
        return new LoadSettings(server, profiles, other, answerLimit, line, trust);
    }

    /** The same with less patience, or more. */
    public LoadSettings withAnswerLimit(Duration other) {
        return new LoadSettings(server, profiles, sampleEvery, other, line, trust);
    }

    /** The same on another line. */
    public LoadSettings withLine(BadLine.Conditions other) {
        return new LoadSettings(server, profiles, sampleEvery, answerLimit, other, trust);
    }

    /** The same with TLS towards those whom {@code context} trusts. */
    public LoadSettings withTrust(SSLContext context) {
        return new LoadSettings(server, profiles, sampleEvery, answerLimit, line, Optional.of(context));
    }

    /** Where signaling is spoken. */
    URI signaling() {
        boolean secure = "https".equals(server.getScheme()) || "wss".equals(server.getScheme());
        String path = server.getPath() == null || server.getPath().isEmpty() ? "/" : server.getPath();
        return URI.create((secure ? "wss://" : "ws://") + server.getAuthority() + path);
    }
}
