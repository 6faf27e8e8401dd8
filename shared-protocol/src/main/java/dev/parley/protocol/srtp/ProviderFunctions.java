package dev.parley.protocol.srtp;

import static dev.parley.protocol.srtp.LibCrypto.INT;
import static dev.parley.protocol.srtp.LibCrypto.NULL;
import static dev.parley.protocol.srtp.LibCrypto.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The functions of AES-GCM in the provider that OpenSSL itself takes: the very ones that {@code EVP} calls, found as it finds
 * them. Their numbers and what each takes are the interface between {@code libcrypto} and providers that are built apart
 * from it, which is why they do not change (provider-base(7), provider-cipher(7), {@code openssl/core_dispatch.h}).
 */
final class ProviderFunctions {
    /** From {@code openssl/core_dispatch.h}. */
    static final int NEW_CONTEXT = 1;

    static final int ENCRYPT_INIT = 2;
    static final int DECRYPT_INIT = 3;
    static final int UPDATE = 4;
    static final int FINAL = 5;
    static final int FREE_CONTEXT = 7;
    static final int GET_PARAMETERS = 10;
    static final int SET_PARAMETERS = 11;

    private static final int CIPHERS = 2;

    private static final List<Integer> OF_BOTH =
            List.of(ENCRYPT_INIT, DECRYPT_INIT, UPDATE, FINAL, FREE_CONTEXT, GET_PARAMETERS, SET_PARAMETERS);

    /** {@code OSSL_ALGORITHM}: names, properties, functions, description. */
    private static final int ALGORITHM_BYTES = 4 * Long.BYTES;

    private static final int FUNCTIONS_AT = 2 * Long.BYTES;

    /** {@code OSSL_DISPATCH}: a number of four bytes, and behind as many more the function. */
    private static final int DISPATCH_BYTES = 2 * Long.BYTES;

    private static final int FUNCTION_AT = Long.BYTES;

    private static final List<String> NEEDED = List.of(
            "EVP_CIPHER_fetch",
            "EVP_CIPHER_get0_provider",
            "OSSL_PROVIDER_get0_provider_ctx",
            "OSSL_PROVIDER_query_operation",
            "OSSL_PROVIDER_unquery_operation");

    private final long context;
    private final Map<Integer, Long> of128;
    private final Map<Integer, Long> of256;

    private ProviderFunctions(long context, Map<Integer, Long> of128, Map<Integer, Long> of256) {
        this.context = context;
        this.of128 = of128;
        this.of256 = of256;
    }

    /** Empty where there is no such OpenSSL, or anything about it is not as expected. */
    static Optional<ProviderFunctions> find() {
        if (!LibCrypto.has(NEEDED)) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            long provider = provider("AES-128-GCM", arena);
            if (provider == NULL || provider != provider("AES-256-GCM", arena)) {
                return Optional.empty();
            }
            return of(provider, arena).filter(ProviderFunctions::isComplete);
        } catch (Throwable e) {
            // Whatever it was, this is not the OpenSSL that was expected: EVP is called then.
            return Optional.empty();
        }
    }

    /** Whose cipher OpenSSL takes. What it gives for it is never freed, and so the provider never leaves. */
    private static long provider(String cipher, Arena arena) throws Throwable {
        MethodHandle fetch =
                LibCrypto.function("EVP_CIPHER_fetch", FunctionDescriptor.of(POINTER, POINTER, POINTER, POINTER));
        MethodHandle provider = LibCrypto.function("EVP_CIPHER_get0_provider", FunctionDescriptor.of(POINTER, POINTER));
        long fetched = (long) fetch.invokeExact(NULL, arena.allocateFrom(cipher).address(), NULL);
        return fetched == NULL ? NULL : (long) provider.invokeExact(fetched);
    }

    private static Optional<ProviderFunctions> of(long provider, Arena arena) throws Throwable {
        MethodHandle contextOf =
                LibCrypto.function("OSSL_PROVIDER_get0_provider_ctx", FunctionDescriptor.of(POINTER, POINTER));
        MethodHandle query = LibCrypto.function(
                "OSSL_PROVIDER_query_operation", FunctionDescriptor.of(POINTER, POINTER, INT, POINTER));
        MethodHandle copied =
                LibCrypto.function("OSSL_PROVIDER_unquery_operation", FunctionDescriptor.ofVoid(POINTER, INT, POINTER));
        long context = (long) contextOf.invokeExact(provider);
        MemorySegment mayChange = arena.allocate(INT);
        long algorithms = (long) query.invokeExact(provider, CIPHERS, mayChange.address());
        if (algorithms == NULL) {
            return Optional.empty();
        }
        try {
            return mayChange.get(INT, 0) != 0
                    ? Optional.empty()
                    : Optional.of(new ProviderFunctions(
                            context, functions(algorithms, "AES-128-GCM"), functions(algorithms, "AES-256-GCM")));
        } finally {
            copied.invokeExact(provider, CIPHERS, algorithms);
        }
    }

    /** By their numbers; none where the provider does not have that cipher. */
    private static Map<Integer, Long> functions(long algorithms, String cipher) {
        Map<Integer, Long> functions = new HashMap<>();
        for (long at = algorithms; pointer(at) != NULL; at += ALGORITHM_BYTES) {
            String names = memory(pointer(at), Long.MAX_VALUE).getString(0);
            if (Arrays.asList(names.split(":", -1)).contains(cipher)) {
                for (long each = pointer(at + FUNCTIONS_AT); number(each) != 0; each += DISPATCH_BYTES) {
                    functions.put(number(each), pointer(each + FUNCTION_AT));
                }
                return functions;
            }
        }
        return functions;
    }

    private static int number(long address) {
        return memory(address, INT.byteSize()).get(INT, 0);
    }

    private static long pointer(long address) {
        return memory(address, POINTER.byteSize()).get(POINTER, 0);
    }

    private static MemorySegment memory(long address, long bytes) {
        return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    /** All are there, and but for making a context the same for both sizes of keys: so there is one to bind for each. */
    private boolean isComplete() {
        return of128.containsKey(NEW_CONTEXT)
                && of256.containsKey(NEW_CONTEXT)
                && OF_BOTH.stream()
                        .allMatch(number ->
                                of128.containsKey(number) && Objects.equals(of128.get(number), of256.get(number)));
    }

    /** What the provider wants to be told when a context is made. */
    long context() {
        return context;
    }

    /** Where a function for keys of 16 bytes is, and all but {@link #NEW_CONTEXT} for those of 32. */
    long address(int number) {
        return Objects.requireNonNull(of128.get(number));
    }

    long newContextOf256() {
        return Objects.requireNonNull(of256.get(NEW_CONTEXT));
    }
}
