package dev.parley.sfu.acme;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.configuration.AcmeSettings;
import dev.parley.sfu.tls.AlpnProofs;
import dev.parley.sfu.tls.BadCertificateException;
import dev.parley.sfu.tls.DataFolder;
import dev.parley.sfu.tls.EcKeys;
import dev.parley.sfu.tls.ServerIdentity;
import java.net.ProxySelector;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.Account;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.challenge.TlsAlpn01Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.shredzone.acme4j.util.KeyPairUtils;

/** The authority at the other end of an ACME directory, with an account whose key is kept in a folder. Thread: one. */
final class AcmeClient implements Authority {
    private static final String ACCOUNT_KEY = "account.pem";

    /** Authorities look from several places, one after the other, and again when something is slow. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int PROOF_KEY_BITS = 2048;

    private final AcmeSettings settings;
    private final Optional<SSLContext> trust;
    private final DataFolder folder;
    private final HttpProofs overHttp;
    private final AlpnProofs overTls;

    /** @throws dev.parley.sfu.configuration.WrongSettingException when the root to be trusted cannot be read */
    AcmeClient(AcmeSettings settings, DataFolder folder, HttpProofs overHttp, AlpnProofs overTls) {
        this.settings = settings;
        this.trust = settings.authority().map(DirectoryTrust::inRoot);
        this.folder = folder;
        this.overHttp = overHttp;
        this.overTls = overTls;
    }

    @Override
    public ServerIdentity order(List<String> domains, AcmeChallenge proof) throws AcmeFailure, InterruptedException {
        Session session = new Session(settings.directory(), new DirectoryTrust.Provider(trust));
        session.setLocale(Locale.ENGLISH);
        session.networkSettings().setProxySelector(ProxySelector.getDefault());
        try {
            return order(session, domains, proof);
        } catch (AcmeLazyLoadingException e) {
            throw e.getCause() instanceof AcmeException cause
                    ? Sentences.of(cause, host())
                    : Sentences.strange(e, host());
        } catch (AcmeException e) {
            throw Sentences.of(e, host());
        } catch (AcmeProtocolException e) {
            throw Sentences.strange(e, host());
        } finally {
            session.getHttpClient().shutdownNow();
        }
    }

    private String host() {
        return settings.directory().getAuthority();
    }

    private ServerIdentity order(Session session, List<String> domains, AcmeChallenge proof)
            throws AcmeException, AcmeFailure, InterruptedException {
        Order order = account(session).newOrder().domains(domains).create();
        for (Authorization each : order.getAuthorizations()) {
            if (each.getStatus() != Status.VALID) {
                prove(each, proof);
            }
        }
        requireValid(order, order.waitUntilReady(PATIENCE));
        KeyPair pair = EcKeys.generate();
        if (order.getStatus() == Status.READY) {
            order.execute(pair);
        }
        requireValid(order, order.waitForCompletion(PATIENCE));
        try {
            return new ServerIdentity(order.getCertificate().getCertificateChain(), pair.getPrivate()).checked();
        } catch (BadCertificateException e) {
            throw new AcmeFailure(host() + " gave a certificate that is of no use: " + e.getMessage(), e);
        }
    }

    private void requireValid(Order order, Status status) throws AcmeFailure {
        if (status == Status.INVALID) {
            throw new AcmeFailure(host() + " does not issue it: " + Sentences.detail(order.getError()));
        }
    }

    private Account account(Session session) throws AcmeException, AcmeFailure {
        AccountBuilder account = new AccountBuilder().agreeToTermsOfService().useKeyPair(accountKey());
        settings.email().ifPresent(account::addEmail);
        // Who has an account gets that one.
        return account.create(session);
    }

    private KeyPair accountKey() throws AcmeFailure {
        Optional<String> kept = folder.read(ACCOUNT_KEY);
        if (kept.isEmpty()) {
            KeyPair fresh = EcKeys.generate();
            folder.write(ACCOUNT_KEY, EcKeys.text(fresh));
            return fresh;
        }
        try {
            return EcKeys.read(kept.get());
        } catch (BadCertificateException e) {
            throw new AcmeFailure(
                    "the key of the account, " + folder.file(ACCOUNT_KEY) + ", is of no use (" + e.getMessage()
                            + "): restore it, or remove it for a new account",
                    e);
        }
    }

    private void prove(Authorization authorization, AcmeChallenge proof)
            throws AcmeException, AcmeFailure, InterruptedException {
        String domain = authorization.getIdentifier().getDomain();
        switch (proof) {
            case HTTP_01 -> {
                Http01Challenge challenge = offered(authorization, Http01Challenge.class, proof);
                overHttp.show(challenge.getToken(), challenge.getAuthorization());
                try {
                    await(challenge, domain, proof);
                } finally {
                    overHttp.forget(challenge.getToken());
                }
            }
            case TLS_ALPN_01 -> {
                TlsAlpn01Challenge challenge = offered(authorization, TlsAlpn01Challenge.class, proof);
                // acme4j signs these with RSA alone.
                KeyPair pair = KeyPairUtils.createKeyPair(PROOF_KEY_BITS);
                overTls.show(
                        domain,
                        new ServerIdentity(
                                List.of(challenge.createCertificate(pair, authorization.getIdentifier())),
                                pair.getPrivate()));
                try {
                    await(challenge, domain, proof);
                } finally {
                    overTls.forget(domain);
                }
            }
        }
    }

    private <C extends Challenge> C offered(Authorization authorization, Class<C> kind, AcmeChallenge proof)
            throws AcmeFailure {
        return authorization
                .findChallenge(kind)
                .orElseThrow(() -> AcmeFailure.ofProof(host() + " takes no proof by " + proof));
    }

    private void await(Challenge challenge, String domain, AcmeChallenge proof)
            throws AcmeException, AcmeFailure, InterruptedException {
        challenge.trigger();
        if (challenge.waitForCompletion(PATIENCE) != Status.VALID) {
            throw Sentences.notProved(host(), domain, proof, challenge.getError());
        }
    }
}
