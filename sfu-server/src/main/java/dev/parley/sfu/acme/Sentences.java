package dev.parley.sfu.acme;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.configuration.Setting;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeRateLimitedException;
import org.shredzone.acme4j.exception.AcmeServerException;
import org.shredzone.acme4j.exception.AcmeUserActionRequiredException;

/** What went wrong between an authority and this server, in words for the operator. */
final class Sentences {
    private Sentences() {}

    static AcmeFailure of(AcmeException e, String host) {
        return switch (e) {
            case AcmeRateLimitedException limited ->
                AcmeFailure.until(
                        limited.getRetryAfter(),
                        host + " was asked too often: " + detail(Optional.of(limited.getProblem())),
                        e);
            case AcmeUserActionRequiredException action ->
                new AcmeFailure(
                        host + " wants you to do something first, see "
                                + action.getProblem()
                                        .getInstance()
                                        .map(Object::toString)
                                        .orElse("its web page")
                                + ": " + detail(Optional.of(action.getProblem())),
                        e);
            case AcmeServerException refusal ->
                new AcmeFailure(host + " refuses: " + detail(Optional.of(refusal.getProblem())), e);
            case AcmeNetworkException network -> new AcmeFailure(network(host, network.getCause()), e);
            default -> new AcmeFailure(host + ": " + e.getMessage(), e);
        };
    }

    private static String network(String host, @Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            switch (each) {
                case SSLException tls -> {
                    return host + " has a certificate that is not trusted here (" + tls.getMessage() + "); "
                            + Setting.ACME_AUTHORITY.key() + " names another root";
                }
                case UnresolvedAddressException unknown -> {
                    return host + " has no address: is the name server of this machine right?";
                }
                default -> {
                    // Looked at further down.
                }
            }
        }
        return switch (cause) {
            case HttpTimeoutException timeout -> host + " does not answer";
            case null, default -> host + " cannot be reached";
        };
    }

    /** An answer that is none. */
    static AcmeFailure strange(RuntimeException e, String host) {
        return new AcmeFailure(host + " does not speak ACME as it should: " + e.getMessage(), e);
    }

    static AcmeFailure notProved(String host, String domain, AcmeChallenge proof, Optional<Problem> problem) {
        String where = switch (proof) {
            case HTTP_01 -> "TCP port 80 of it to the http-port";
            case TLS_ALPN_01 -> "TCP port 443 of it to the https-port";
        };
        return AcmeFailure.ofProof(host + " does not see by " + proof + " that " + domain + " is this server ("
                + detail(problem) + "): the name must lead to this machine, and " + where);
    }

    static String detail(Optional<Problem> problem) {
        return problem.flatMap(each -> each.getDetail().or(each::getTitle))
                .map(text -> text.strip().replaceFirst("[.]$", ""))
                .orElse("it does not say why");
    }
}
