package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords and compares them, by Argon2id (RFC 9106) in the usual text form. That takes some 50 ms on purpose, so
 * it is done on a thread of its own, which is there only while it is needed; the answers come on the control thread.
 */
final class Passwords {
    /** What OWASP recommends as the least: 19 MiB, two passes, one lane. */
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** Some seconds' work; who comes later is refused. */
    private static final int MAXIMUM_WAITING = 64;

    private static final int IDLE_SECONDS = 10;
    private static final Pattern TEXT =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d)\\$([\\w+/-]+)\\$([\\w+/-]+)");

    private final SecureRandom random = new SecureRandom();
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAXIMUM_WAITING),
            Thread.ofPlatform().daemon().name("passwords").factory());
    private final Executor control;

    /** @param control the control thread */
    Passwords(Executor control) {
        this.control = control;
        thread.allowCoreThreadTimeOut(true);
    }

    /** The text to keep of a password. */
    CompletableFuture<String> hash(String password) throws RequestRefused {
        return soon(() -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
            byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, 1, HASH_BYTES);
            return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=1$" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(hash);
        });
    }

    /** Whether {@code password} is the one whose text was kept. */
    CompletableFuture<Boolean> matches(String password, String kept) throws RequestRefused {
        Matcher text = TEXT.matcher(kept);
        if (!text.matches()) {
            throw new IllegalStateException("what is kept of a password is not in the form of Argon2id");
        }
        byte[] salt = Base64.getDecoder().decode(text.group(4));
        byte[] hash = Base64.getDecoder().decode(text.group(5));
        int memory = Integer.parseInt(text.group(1));
        int passes = Integer.parseInt(text.group(2));
        int lanes = Integer.parseInt(text.group(3));
        return soon(() -> MessageDigest.isEqual(hash, argon2(password, salt, memory, passes, lanes, hash.length)));
    }

    private <T> CompletableFuture<T> soon(Supplier<T> work) throws RequestRefused {
        try {
            return CompletableFuture.supplyAsync(work, thread).thenApplyAsync(result -> result, control);
        } catch (RejectedExecutionException e) {
            throw new RequestRefused(ErrorCode.RATE_LIMITED, "too many passwords at once; try again in a while");
        }
    }

    private static byte[] argon2(String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
