package dev.parley.sfu.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether and how TLS is spoken.
 *
 * @param mode where the certificate comes from
 * @param certificate PEM file with the certificate and those between it and its root; present with {@link TlsMode#FILES}
 * @param key PEM file with the certificate's key; present with {@link TlsMode#FILES}
 * @param httpsPort 0 to 65535; 0 takes a free one
 * @param httpRedirect whether the http port leads to the https port; without it the http port is not opened
 * @param acme for {@link TlsMode#ACME}
 */
public record TlsSettings(
        TlsMode mode,
        Optional<Path> certificate,
        Optional<Path> key,
        int httpsPort,
        boolean httpRedirect,
        AcmeSettings acme) {
    static final int USUAL_PORT = 443;

    /** @throws WrongSettingException naming what is wrong */
    public TlsSettings {
        ServerConfiguration.requireRange(Setting.HTTPS_PORT, httpsPort, 0, ServerConfiguration.MAX_PORT);
        if (mode == TlsMode.FILES) {
            requireFile(Setting.TLS_CERTIFICATE, certificate);
            requireFile(Setting.TLS_KEY, key);
        } else {
            requireNoFile(Setting.TLS_CERTIFICATE, certificate);
            requireNoFile(Setting.TLS_KEY, key);
        }
        if (mode == TlsMode.ACME) {
            acme.requireUsable(httpRedirect);
        } else {
            acme.requireUnused();
        }
        if (mode == TlsMode.OFF) {
            if (httpsPort != USUAL_PORT) {
                throw new WrongSettingException(
                        Setting.HTTPS_PORT.key(), Integer.toString(httpsPort), "tls is off: set tls, or use http-port");
            }
            if (!httpRedirect) {
                throw new WrongSettingException(
                        Setting.HTTP_REDIRECT.key(), "false", "tls is off: there is nowhere to lead to");
            }
        }
    }

    private static void requireFile(Setting setting, Optional<Path> file) {
        if (file.isEmpty()) {
            throw new WrongSettingException(setting.key(), "", "tls is files: the path of a PEM file is right");
        }
    }

    private static void requireNoFile(Setting setting, Optional<Path> file) {
        file.ifPresent(path -> {
            throw new WrongSettingException(setting.key(), path.toString(), "it has an effect only with tls: files");
        });
    }

    /** Whether TLS is spoken. */
    public boolean on() {
        return mode != TlsMode.OFF;
    }

    /** Whether an authority may come to the http port for its proof. */
    public boolean asksOverHttp() {
        return mode == TlsMode.ACME && httpRedirect && acme.challenges().contains(AcmeChallenge.HTTP_01);
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private TlsMode mode = TlsMode.OFF;
        private Optional<Path> certificate = Optional.empty();
        private Optional<Path> key = Optional.empty();
        private int httpsPort = USUAL_PORT;
        private boolean httpRedirect = true;
        private List<String> acmeDomains = List.of();
        private Optional<String> acmeEmail = Optional.empty();
        private URI acmeDirectory = AcmeSettings.USUAL_DIRECTORY;
        private Optional<Path> acmeAuthority = Optional.empty();
        private boolean acmeAgreeTerms;
        private List<AcmeChallenge> acmeChallenges = AcmeSettings.ALL_CHALLENGES;

        private Builder() {}

        public Builder mode(TlsMode value) {
            mode = value;
            return this;
        }

        public Builder certificate(Optional<Path> value) {
            certificate = value;
            return this;
        }

        public Builder key(Optional<Path> value) {
            key = value;
            return this;
        }

        public Builder httpsPort(int value) {
            httpsPort = value;
            return this;
        }

        public Builder httpRedirect(boolean value) {
            httpRedirect = value;
            return this;
        }

        public Builder acmeDomains(List<String> value) {
            acmeDomains = value;
            return this;
        }

        public Builder acmeEmail(Optional<String> value) {
            acmeEmail = value;
            return this;
        }

        public Builder acmeDirectory(URI value) {
            acmeDirectory = value;
            return this;
        }

        public Builder acmeAuthority(Optional<Path> value) {
            acmeAuthority = value;
            return this;
        }

        public Builder acmeAgreeTerms(boolean value) {
            acmeAgreeTerms = value;
            return this;
        }

        public Builder acmeChallenges(List<AcmeChallenge> value) {
            acmeChallenges = value;
            return this;
        }

        /** @throws WrongSettingException naming what is wrong */
        public TlsSettings build() {
            return new TlsSettings(
                    mode,
                    certificate,
                    key,
                    httpsPort,
                    httpRedirect,
                    new AcmeSettings(
                            acmeDomains, acmeEmail, acmeDirectory, acmeAuthority, acmeAgreeTerms, acmeChallenges));
        }
    }
}
