package dev.parley.desktop.call;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each server knows this person by, see {@code personKey} in docs/signaling.md. One server's key says nothing of
 * another's, so that none can pass for this person elsewhere.
 *
 * <p>Thread: any.
 */
public final class PersonKeys {
    private static final Logger LOG = LoggerFactory.getLogger(PersonKeys.class);
    private static final String MAC = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int KEY_BYTES = 24; // 32 characters: nobody guesses them

    private final byte[] secret;

    private PersonKeys(byte[] secret) {
        this.secret = secret;
    }

    /** Of somebody whom no server knows again after this run. */
    public static PersonKeys passing() {
        return new PersonKeys(random());
    }

    /**
     * As the file says, which is made with the first use. One that cannot be read or written means that servers do not
     * know this person again.
     */
    public static PersonKeys of(Path file) {
        try {
            if (Files.exists(file)) {
                byte[] read = Base64.getDecoder().decode(Files.readString(file).strip());
                if (read.length == SECRET_BYTES) {
                    return new PersonKeys(read);
                }
                LOG.warn("{} is not what was written there: servers do not know this person again", file);
                return passing();
            }
            byte[] made = random();
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path half = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(half);
            Files.createFile(half);
            keepToOwner(half);
            Files.writeString(half, Base64.getEncoder().encodeToString(made));
            Files.move(half, file);
            return new PersonKeys(made);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be used, servers do not know this person again: {}", file, e.toString());
            return passing();
        }
    }

    /** Systems without such rights have their folders of one person. */
    private static void keepToOwner(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    /** For this server: the same each time. */
    String forServer(URI server) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            byte[] all = mac.doFinal(server.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(all, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    private static byte[] random() {
        byte[] made = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(made);
        return made;
    }
}
