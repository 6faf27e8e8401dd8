package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * What is used of OpenSSL's {@code libcrypto}, version 3. Pointers are passed as numbers, which is the same to 64-bit
 * machines and allocates nothing. Only to be touched when {@link #present}.
 */
final class LibCrypto {
    private static final String LIBRARY = "libcrypto.so.3";

    /** From {@code openssl/evp.h}. */
    private static final int GET_TAG = 0x10;

    private static final int SET_TAG = 0x11;
    private static final int SUCCESS = 1;
    private static final long NULL = 0;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;

    private LibCrypto() {}

    /** Whether this machine has it. */
    static boolean present() {
        return library().filter(LibCrypto::isComplete).isPresent();
    }

    private static Optional<SymbolLookup> library() {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
        } catch (IllegalArgumentException e) {
            // It is not installed; the JDK has a cipher of its own.
            return Optional.empty();
        }
    }

    private static boolean isComplete(SymbolLookup found) {
        return List.of(
                        "EVP_CIPHER_CTX_new",
                        "EVP_CIPHER_CTX_free",
                        "EVP_aes_128_gcm",
                        "EVP_aes_256_gcm",
                        "EVP_CipherInit_ex",
                        "EVP_CipherUpdate",
                        "EVP_CipherFinal_ex",
                        "EVP_CIPHER_CTX_ctrl")
                .stream()
                .allMatch(name -> found.find(name).isPresent());
    }

    /** Bound when first used, which is never where the library is missing. */
    private static final class Functions {
        static final MethodHandle NEW = of("EVP_CIPHER_CTX_new", FunctionDescriptor.of(POINTER));
        static final MethodHandle FREE = of("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(POINTER));
        static final MethodHandle AES_128 = of("EVP_aes_128_gcm", FunctionDescriptor.of(POINTER));
        static final MethodHandle AES_256 = of("EVP_aes_256_gcm", FunctionDescriptor.of(POINTER));
        static final MethodHandle INIT = quick(
                "EVP_CipherInit_ex", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER, INT));
        static final MethodHandle UPDATE =
                quick("EVP_CipherUpdate", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, INT));
        static final MethodHandle FINAL =
                quick("EVP_CipherFinal_ex", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
        static final MethodHandle CONTROL =
                quick("EVP_CIPHER_CTX_ctrl", FunctionDescriptor.of(INT, POINTER, INT, INT, POINTER));

        private static MethodHandle of(String name, FunctionDescriptor descriptor) {
            return Linker.nativeLinker().downcallHandle(library().orElseThrow().findOrThrow(name), descriptor);
        }

        /** Of the order of a microsecond, and never back into Java: the collector can wait that long. */
        private static MethodHandle quick(String name, FunctionDescriptor descriptor) {
            return Linker.nativeLinker()
                    .downcallHandle(
                            library().orElseThrow().findOrThrow(name), descriptor, Linker.Option.critical(false));
        }
    }

    /** A new context for AES-GCM with a key of 16 or 32 bytes, to be freed by {@link #free}. */
    static long context(long key, int keyLength, boolean encrypt) {
        try {
            long context = (long) Functions.NEW.invokeExact();
            if (context == 0) {
                throw new IllegalStateException("OpenSSL has no memory");
            }
            long cipher =
                    keyLength == 16 ? (long) Functions.AES_128.invokeExact() : (long) Functions.AES_256.invokeExact();
            int done = (int) Functions.INIT.invokeExact(context, cipher, NULL, key, NULL, encrypt ? 1 : 0);
            return checked(done, context);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static long checked(int done, long result) {
        if (done != SUCCESS) {
            throw new IllegalStateException("OpenSSL refuses AES-GCM");
        }
        return result;
    }

    static void free(long context) {
        try {
            Functions.FREE.invokeExact(context);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Begins a packet with this vector of 12 bytes. */
    static void begin(long context, long iv, boolean encrypt) {
        try {
            checked((int) Functions.INIT.invokeExact(context, NULL, NULL, NULL, iv, encrypt ? 1 : 0), 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /**
     * Encrypts or decrypts, in place if {@code out} is {@code in}.
     *
     * @param out where to; 0 for what is authenticated only
     * @param written where the number of bytes written is put
     */
    static void update(long context, long out, long written, long in, int length) {
        try {
            checked((int) Functions.UPDATE.invokeExact(context, out, written, in, length), 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Ends a packet that was encrypted, and writes its tag. */
    static void end(long context, long tag, long written) {
        try {
            checked((int) Functions.FINAL.invokeExact(context, tag, written), 0);
            checked((int) Functions.CONTROL.invokeExact(context, GET_TAG, Aead.TAG, tag), 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /** Ends a packet that was decrypted; whether its tag fits. */
    static boolean endVerified(long context, long tag, long written) {
        try {
            checked((int) Functions.CONTROL.invokeExact(context, SET_TAG, Aead.TAG, tag), 0);
            return (int) Functions.FINAL.invokeExact(context, written, written) == SUCCESS;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static RuntimeException broken(Throwable cause) {
        return cause instanceof IllegalStateException refused
                ? refused
                : new IllegalStateException("libcrypto cannot be called", cause);
    }
}
