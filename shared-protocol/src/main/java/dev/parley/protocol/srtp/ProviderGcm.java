package dev.parley.protocol.srtp;

import static dev.parley.protocol.srtp.LibCrypto.INT;
import static dev.parley.protocol.srtp.LibCrypto.NULL;
import static dev.parley.protocol.srtp.LibCrypto.POINTER;
import static dev.parley.protocol.srtp.LibCrypto.check;
import static dev.parley.protocol.srtp.LibCrypto.checked;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * By the functions that stand behind {@code EVP}, which looks up parameters by name for each packet and keeps a context of its
 * own before the provider's: near a third of what a packet of sound costs. Only to be used when {@link #present}.
 */
final class ProviderGcm implements OpenSslGcm {
    static final OpenSslGcm ONLY = new ProviderGcm();

    private static final long IV = 12;

    private ProviderGcm() {}

    /** Whether OpenSSL is there and its provider of AES-GCM as it should be. */
    static boolean present() {
        return Found.FUNCTIONS.isPresent();
    }

    private static final class Found {
        static final Optional<ProviderFunctions> FUNCTIONS = ProviderFunctions.find();
    }

    /** Bound when first used. */
    private static final class Functions {
        private static final ProviderFunctions FOUND = Found.FUNCTIONS.orElseThrow();
        private static final FunctionDescriptor NEW = FunctionDescriptor.of(POINTER, POINTER);
        private static final FunctionDescriptor INIT =
                FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER);
        private static final FunctionDescriptor PARAMETERS = FunctionDescriptor.of(INT, POINTER, POINTER);

        static final long CONTEXT = FOUND.context();
        static final MethodHandle NEW_128 = LibCrypto.function(FOUND.address(ProviderFunctions.NEW_CONTEXT), NEW);
        static final MethodHandle NEW_256 = LibCrypto.function(FOUND.newContextOf256(), NEW);
        static final MethodHandle FREE =
                LibCrypto.function(FOUND.address(ProviderFunctions.FREE_CONTEXT), FunctionDescriptor.ofVoid(POINTER));
        static final MethodHandle ENCRYPT_INIT = quick(ProviderFunctions.ENCRYPT_INIT, INIT);
        static final MethodHandle DECRYPT_INIT = quick(ProviderFunctions.DECRYPT_INIT, INIT);
        static final MethodHandle UPDATE = quick(
                ProviderFunctions.UPDATE,
                FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER, POINTER));
        static final MethodHandle FINAL =
                quick(ProviderFunctions.FINAL, FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER));
        static final MethodHandle GET_PARAMETERS = quick(ProviderFunctions.GET_PARAMETERS, PARAMETERS);
        static final MethodHandle SET_PARAMETERS = quick(ProviderFunctions.SET_PARAMETERS, PARAMETERS);

        private static MethodHandle quick(int number, FunctionDescriptor descriptor) {
            return LibCrypto.function(FOUND.address(number), descriptor, LibCrypto.quick());
        }
    }

    @Override
    public long context(int keyLength) {
        try {
            return checked(
                    keyLength == 16
                            ? (long) Functions.NEW_128.invokeExact(Functions.CONTEXT)
                            : (long) Functions.NEW_256.invokeExact(Functions.CONTEXT));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void takeKey(long context, long key, int keyLength, boolean encrypt) {
        try {
            init(context, key, keyLength, NULL, 0, encrypt);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    private static void init(long context, long key, long keyLength, long iv, long ivLength, boolean encrypt)
            throws Throwable {
        check(
                encrypt
                        ? (int) Functions.ENCRYPT_INIT.invokeExact(context, key, keyLength, iv, ivLength, NULL)
                        : (int) Functions.DECRYPT_INIT.invokeExact(context, key, keyLength, iv, ivLength, NULL));
    }

    @Override
    public void free(long context) {
        try {
            Functions.FREE.invokeExact(context);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void begin(long context, long iv, boolean encrypt) {
        try {
            init(context, NULL, 0, iv, IV, encrypt);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void update(long context, long out, long in, int length, NativeScratch scratch) {
        try {
            long bytes = length;
            check((int) Functions.UPDATE.invokeExact(context, out, scratch.written(), bytes, in, bytes));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void end(long context, long tag, NativeScratch scratch) {
        try {
            check(finish(context, tag, scratch));
            check((int) Functions.GET_PARAMETERS.invokeExact(context, scratch.tagParameter(tag)));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public boolean endVerified(long context, long tag, NativeScratch scratch) {
        try {
            check((int) Functions.SET_PARAMETERS.invokeExact(context, scratch.tagParameter(tag)));
            return LibCrypto.succeeded(finish(context, tag, scratch));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    /** GCM has nothing left to write: {@code out} is a place that could take it. */
    private static int finish(long context, long out, NativeScratch scratch) throws Throwable {
        return (int) Functions.FINAL.invokeExact(context, out, scratch.written(), (long) Aead.TAG);
    }
}
