package dev.parley.sfu.tls;

import dev.parley.sfu.configuration.Setting;
import dev.parley.sfu.configuration.WrongSettingException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A certificate and its key in two files that somebody else renews. They are read again whenever their content changes;
 * links are followed, as certbot makes them. While they are of no use, what was read before stays.
 */
final class CertificateFiles implements CertificateSource {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFiles.class);

    private final Path certificate;
    private final Path key;
    private byte[] used = {};
    private byte[] refused = {};
    private byte[] seen = {};

    CertificateFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public Optional<ServerIdentity> first(Instant now) {
        Content content = Content.read(certificate, key);
        try {
            ServerIdentity identity = content.identity();
            used = content.digest();
            return Optional.of(identity);
        } catch (BadCertificateException e) {
            throw wrong(e);
        }
    }

    private WrongSettingException wrong(BadCertificateException e) {
        return switch (e.part()) {
            case CERTIFICATE ->
                new WrongSettingException(Setting.TLS_CERTIFICATE.key(), certificate.toString(), e.problem());
            case KEY -> new WrongSettingException(Setting.TLS_KEY.key(), key.toString(), e.problem());
        };
    }

    @Override
    public Optional<ServerIdentity> next(Instant now) {
        Content content = Content.read(certificate, key);
        byte[] digest = content.digest();
        boolean settled = Arrays.equals(digest, seen);
        seen = digest;
        // Two files do not change at once: only what stays the same for two looks is judged.
        if (!settled || Arrays.equals(digest, used) || Arrays.equals(digest, refused)) {
            return Optional.empty();
        }
        try {
            ServerIdentity identity = content.identity();
            Optional<String> problem = ChainCheck.outOfDate(identity, now);
            if (problem.isPresent()) {
                throw new BadCertificateException(BadCertificateException.Part.CERTIFICATE, problem.get());
            }
            used = digest;
            return Optional.of(identity);
        } catch (BadCertificateException e) {
            refused = digest;
            LOG.error("the new certificate is not taken, the old one stays: {}", wrong(e).getMessage());
            return Optional.empty();
        }
    }

    /** What the files hold, or why they cannot be read. */
    private record Content(
            @Nullable String certificate, @Nullable String key, String problems) {
        static Content read(Path certificate, Path key) {
            StringBuilder problems = new StringBuilder();
            return new Content(text(certificate, problems), text(key, problems), problems.toString());
        }

        private static @Nullable String text(Path file, StringBuilder problems) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                problems.append(
                        switch (e) {
                            case NoSuchFileException none -> "there is no such file";
                            case AccessDeniedException denied -> "this user may not read it";
                            case MalformedInputException binary -> "it is no text (PEM is right)";
                            default -> "it cannot be read: " + e.getMessage();
                        });
                return null;
            }
        }

        ServerIdentity identity() throws BadCertificateException {
            if (certificate == null) {
                throw new BadCertificateException(BadCertificateException.Part.CERTIFICATE, problems);
            }
            if (key == null) {
                throw new BadCertificateException(BadCertificateException.Part.KEY, problems);
            }
            ServerIdentity identity = new ServerIdentity(Pem.certificates(certificate), Pem.key(key));
            ChainCheck.require(identity);
            return identity;
        }

        /** The same for the same content. */
        byte[] digest() {
            return Fingerprints.sha256((certificate + "\n\0\n" + key + "\n\0\n" + problems)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
