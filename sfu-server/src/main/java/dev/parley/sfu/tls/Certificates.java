package dev.parley.sfu.tls;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's certificate over time: gets one, keeps it fresh, and warns before it ends. */
public final class Certificates implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final long LOOK_SECONDS = 5;

    private final CertificateSource source;
    private final InstantSource clock;
    private final IdentityChooser identities;
    private final TlsEndpoint endpoint;
    private final ExpiryWatch expiry = new ExpiryWatch();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("certificates").daemon().unstarted(task));

    Certificates(CertificateSource source, IdentityChooser identities, InstantSource clock) {
        this.source = source;
        this.identities = identities;
        this.clock = clock;
        this.endpoint = new TlsEndpoint(identities);
    }

    /**
     * Gets the first certificate, if there is one already.
     *
     * @param proofs shown to an authority that asks for them
     * @throws IOException when there is none and none will come; its message is one line for the operator
     * @throws dev.parley.sfu.configuration.WrongSettingException when a setting is to be mended
     */
    public static Certificates open(CertificateSource source, AlpnProofs proofs) throws IOException {
        Certificates certificates = new Certificates(source, new IdentityChooser(proofs), InstantSource.system());
        try {
            certificates.begin();
        } catch (IOException | RuntimeException e) {
            certificates.close();
            throw e;
        }
        return certificates;
    }

    /**
     * Gets the first certificate.
     *
     * @throws IOException when there is none and none will come; its message is one line for the operator
     * @throws dev.parley.sfu.configuration.WrongSettingException when a setting is to be mended
     */
    void begin() throws IOException {
        Instant now = clock.instant();
        source.first(now).ifPresent(this::use);
        warn(now);
    }

    /** Begins to look for newer ones. */
    public void start() {
        var _ = thread.scheduleWithFixedDelay(this::lookAgain, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("the certificate could not be looked after; trying again", e);
        }
    }

    /** One look; on the thread of this, or a test's. */
    void look() {
        Instant now = clock.instant();
        source.next(now).ifPresent(this::use);
        warn(now);
    }

    private void use(ServerIdentity identity) {
        ServerIdentity former = identities.current();
        identities.use(identity);
        if (former != null) {
            LOG.warn("new connections get the new {}", identity);
        }
        ChainCheck.missingIntermediate(identity).ifPresent(problem -> LOG.warn("certificate: {}", problem));
        ChainCheck.outOfDate(identity, clock.instant())
                .ifPresent(problem -> LOG.error("clients will refuse the certificate: {}", problem));
    }

    private void warn(Instant now) {
        ServerIdentity identity = identities.current();
        if (identity != null) {
            expiry.due(identity, now).ifPresent(LOG::warn);
        }
    }

    /** What connections are opened with. */
    public TlsEndpoint endpoint() {
        return endpoint;
    }

    /** What is shown to clients at this time; any thread. */
    public Optional<ServerIdentity> current() {
        @Nullable ServerIdentity identity = identities.current();
        return Optional.ofNullable(identity);
    }

    /** What keeps a newer certificate away, if anything does; any thread. */
    public Optional<CertificateTrouble> trouble() {
        return source.trouble();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        endpoint.close();
    }
}
