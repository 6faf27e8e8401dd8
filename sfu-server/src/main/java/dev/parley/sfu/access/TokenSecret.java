package dev.parley.sfu.access;

import dev.parley.sfu.configuration.Setting;
import dev.parley.sfu.configuration.WrongSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What tokens are signed with. Whoever has it can make tokens: it is never logged, and {@link #toString} hides it. */
public final class TokenSecret {
    /** As long as the hash of HS256, as RFC 7518, section 3.2, asks. */
    private static final int MIN_BYTES = 32;

    private static final int MAX_BYTES = 4096;

    private final byte[] bytes;

    /** @throws IllegalArgumentException when it is too short to be safe */
    TokenSecret(byte[] bytes) {
        if (bytes.length < MIN_BYTES) {
            throw new IllegalArgumentException("a secret has at least " + MIN_BYTES + " bytes");
        }
        this.bytes = bytes.clone();
    }

    /**
     * Reads the text of a file, without the white space around it.
     *
     * @throws WrongSettingException when it cannot be read or is no good
     */
    public static TokenSecret read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(file, "this file is too long to be a secret");
            }
            byte[] text = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
            if (text.length < MIN_BYTES) {
                throw wrong(
                        file,
                        "it has less than " + MIN_BYTES
                                + " characters; make a good one with: head -c 32 /dev/urandom | base64");
            }
            return new TokenSecret(text);
        } catch (NoSuchFileException e) {
            throw wrong(file, "there is no such file");
        } catch (AccessDeniedException e) {
            throw wrong(file, "this user may not read it");
        } catch (IOException e) {
            throw wrong(file, "it cannot be read: " + e.getMessage());
        }
    }

    private static WrongSettingException wrong(Path file, String advice) {
        return new WrongSettingException(Setting.TOKEN_SECRET_FILE.key(), file.toString(), advice);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return "TokenSecret";
    }
}
