package dev.parley.sfu.acme;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.configuration.AcmeSettings;
import dev.parley.sfu.configuration.TlsSettings;
import dev.parley.sfu.configuration.WrongSettingException;
import dev.parley.sfu.tls.AlpnProofs;
import dev.parley.sfu.tls.BadCertificateException;
import dev.parley.sfu.tls.CertificateSource;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.DataFolder;
import dev.parley.sfu.tls.ServerIdentity;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates from an authority that speaks ACME: the one that is kept in the data folder to begin with, then new ones in
 * good time. Until there is a first one the server serves all that needs none.
 */
public final class AcmeCertificates implements CertificateSource {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeCertificates.class);
    private static final String CERTIFICATE = "certificate.pem";
    private static final String ORDERS = "orders";

    private final List<String> domains;
    private final List<AcmeChallenge> proofs;
    private final Authority authority;
    private final DataFolder folder;
    private final InstantSource clock;
    private final Timetable timetable;
    private volatile Optional<CertificateTrouble> trouble = Optional.empty();

    AcmeCertificates(
            List<String> domains,
            List<AcmeChallenge> proofs,
            Authority authority,
            DataFolder folder,
            InstantSource clock,
            RandomGenerator random) {
        this.domains = List.copyOf(domains);
        this.proofs = List.copyOf(proofs);
        this.authority = authority;
        this.folder = folder;
        this.clock = clock;
        this.timetable = new Timetable(random, readOrders(folder));
    }

    /**
     * As the settings say.
     *
     * @param tls with {@link dev.parley.sfu.configuration.TlsMode#ACME}
     * @param overHttp is to be answered from on the http port
     * @param overTls is to be answered from on the https port
     * @throws WrongSettingException when the root of the authority's own certificate cannot be read
     */
    public static AcmeCertificates open(TlsSettings tls, Path dataDir, HttpProofs overHttp, AlpnProofs overTls) {
        AcmeSettings settings = tls.acme();
        // Each authority has its own account and certificate: those of a trial are not taken for the real ones.
        String name = (settings.directory().getRawAuthority()
                        + settings.directory().getRawPath())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-");
        DataFolder folder = new DataFolder(dataDir, "acme/" + name);
        return new AcmeCertificates(
                settings.domains(),
                settings.challenges().stream()
                        .filter(each -> each != AcmeChallenge.HTTP_01 || tls.httpRedirect())
                        .toList(),
                new AcmeClient(settings, folder, overHttp, overTls),
                folder,
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    @Override
    public Optional<ServerIdentity> first(Instant now) {
        Optional<ServerIdentity> kept = readCertificate();
        kept.filter(identity -> identity.names().containsAll(lowerCase(domains)))
                .ifPresentOrElse(
                        timetable::has,
                        () -> LOG.warn(
                                "asking for a certificate for {}; until it is there, nobody can connect",
                                String.join(", ", domains)));
        // One for other names than are wanted by now is better than none.
        return kept;
    }

    private static List<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private Optional<ServerIdentity> readCertificate() {
        Optional<String> kept = folder.read(CERTIFICATE);
        try {
            return kept.isEmpty() ? Optional.empty() : Optional.of(ServerIdentity.read(kept.get()));
        } catch (BadCertificateException e) {
            LOG.warn(
                    "the certificate in {} is of no use, asking for another: {}",
                    folder.file(CERTIFICATE),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Instant> readOrders(DataFolder folder) {
        try {
            return folder.read(ORDERS).orElse("").lines().map(Instant::parse).toList();
        } catch (DateTimeException e) {
            LOG.warn("{} is damaged and is not counted with", folder.file(ORDERS));
            return List.of();
        }
    }

    @Override
    public Optional<ServerIdentity> next(Instant now) {
        if (!timetable.isDue(now)) {
            return Optional.empty();
        }
        try {
            ServerIdentity identity = order(now);
            timetable.has(identity);
            trouble = Optional.empty();
            keep(identity);
            return Optional.of(identity);
        } catch (AcmeFailure e) {
            failed(e, e.notBefore().orElse(Instant.MIN));
        } catch (WrongSettingException e) {
            failed(e, Instant.MIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("asking for a certificate went wrong in an unforeseen way", e);
            failed(e, Instant.MIN);
        }
        return Optional.empty();
    }

    /** By the first kind of proof that will do. */
    private ServerIdentity order(Instant now) throws AcmeFailure, InterruptedException {
        List<String> problems = new ArrayList<>();
        for (AcmeChallenge proof : proofs) {
            if (!timetable.mayAsk(now)) {
                break;
            }
            timetable.asked(now);
            folder.write(
                    ORDERS, timetable.orders().stream().map(each -> each + "\n").collect(Collectors.joining()));
            try {
                return authority.order(domains, proof);
            } catch (AcmeFailure e) {
                if (!e.isOfProof()) {
                    throw e;
                }
                problems.add(e.getMessage());
            }
        }
        throw new AcmeFailure(String.join("; and ", problems));
    }

    private void keep(ServerIdentity identity) {
        try {
            folder.write(CERTIFICATE, identity.pem());
        } catch (WrongSettingException e) {
            LOG.error("the new certificate is used, but cannot be kept for the next start: {}", e.getMessage());
        }
    }

    private void failed(Exception e, Instant notBefore) {
        Instant now = clock.instant();
        int failures = timetable.failed(now, notBefore);
        Instant next = timetable.next(now).truncatedTo(ChronoUnit.SECONDS);
        trouble = Optional.of(new CertificateTrouble(failures, String.valueOf(e.getMessage()), next));
        LOG.error("no certificate for {}: {}; next try {}", String.join(", ", domains), e.getMessage(), next);
        LOG.debug("no certificate", e);
    }

    @Override
    public Optional<CertificateTrouble> trouble() {
        return trouble;
    }
}
