package dev.parley.sfu.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a certificate is asked for (RFC 8555).
 *
 * @param domains the names of the certificate, the main one first; empty without {@link TlsMode#ACME}
 * @param email where the authority writes to
 * @param directory the authority's address
 * @param authority PEM file of the root that the ACME server's own certificate is checked with, instead of the usual ones
 * @param agreeTerms whether the operator agrees to the authority's terms
 * @param challenges in the order in which they are tried; at least one
 */
public record AcmeSettings(
        List<String> domains,
        Optional<String> email,
        URI directory,
        Optional<Path> authority,
        boolean agreeTerms,
        List<AcmeChallenge> challenges) {
    /** Let's Encrypt. */
    public static final URI USUAL_DIRECTORY = URI.create("https://acme-v02.api.letsencrypt.org/directory");

    /** Both, the one that needs no second port first. */
    public static final List<AcmeChallenge> ALL_CHALLENGES = List.of(AcmeChallenge.values());

    private static final Pattern EMAIL = Pattern.compile("[^@\\s,?]+@[^@\\s,?]+");

    /** @throws WrongSettingException naming what is wrong */
    public AcmeSettings {
        domains = List.copyOf(domains);
        challenges = List.copyOf(challenges);
        for (String domain : domains) {
            if (!HostSyntax.isName(domain)) {
                throw new WrongSettingException(
                        Setting.ACME_DOMAINS.key(), domain, "a host name is right, no address and no wildcard");
            }
        }
        if (domains.stream().distinct().count() != domains.size()) {
            throw new WrongSettingException(
                    Setting.ACME_DOMAINS.key(), String.join(",", domains), "a name stands there twice");
        }
        email.filter(address -> !EMAIL.matcher(address).matches()).ifPresent(address -> {
            throw new WrongSettingException(Setting.ACME_EMAIL.key(), address, "an e-mail address is right");
        });
        if (!"https".equals(directory.getScheme()) || directory.getHost() == null) {
            throw wrongDirectory(directory.toString());
        }
        if (challenges.isEmpty() || challenges.stream().distinct().count() != challenges.size()) {
            throw new WrongSettingException(
                    Setting.ACME_CHALLENGES.key(), challenges.toString(), "at least one is right, and none twice");
        }
    }

    static URI directory(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrongDirectory(text);
        }
    }

    private static WrongSettingException wrongDirectory(String text) {
        return new WrongSettingException(
                Setting.ACME_DIRECTORY.key(), text, "an address that begins with https:// is right");
    }

    /** Complains about what would be of no effect without {@link TlsMode#ACME}. */
    void requireUnused() {
        if (!domains.isEmpty()) {
            throw unused(Setting.ACME_DOMAINS, String.join(",", domains));
        }
        email.ifPresent(address -> {
            throw unused(Setting.ACME_EMAIL, address);
        });
        if (!directory.equals(USUAL_DIRECTORY)) {
            throw unused(Setting.ACME_DIRECTORY, directory.toString());
        }
        authority.ifPresent(file -> {
            throw unused(Setting.ACME_AUTHORITY, file.toString());
        });
        if (agreeTerms) {
            throw unused(Setting.ACME_AGREE_TERMS, "true");
        }
        if (!challenges.equals(ALL_CHALLENGES)) {
            throw unused(Setting.ACME_CHALLENGES, challenges.toString());
        }
    }

    private static WrongSettingException unused(Setting setting, String value) {
        return new WrongSettingException(setting.key(), value, "it has an effect only with tls: acme");
    }

    /** Complains about what {@link TlsMode#ACME} lacks. */
    void requireUsable(boolean httpRedirect) {
        if (domains.isEmpty()) {
            throw new WrongSettingException(
                    Setting.ACME_DOMAINS.key(), "", "tls is acme: name the host names that the certificate is for");
        }
        if (!agreeTerms) {
            throw new WrongSettingException(
                    Setting.ACME_AGREE_TERMS.key(),
                    "false",
                    "tls is acme: read the terms of " + directory.getHost() + " and set this to true if you agree");
        }
        if (!httpRedirect && challenges.equals(List.of(AcmeChallenge.HTTP_01))) {
            throw new WrongSettingException(
                    Setting.HTTP_REDIRECT.key(),
                    "false",
                    "acme-challenges is http-01 alone, which needs the http-port");
        }
    }
}
