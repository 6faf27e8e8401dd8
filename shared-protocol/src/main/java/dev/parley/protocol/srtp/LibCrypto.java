package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/** OpenSSL's {@code libcrypto}, version 3, and how its functions are bound. */
final class LibCrypto {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final ValueLayout.OfLong POINTER = ValueLayout.JAVA_LONG;
    static final long NULL = 0;

    private static final String LIBRARY = "libcrypto.so.3";
    private static final int SUCCESS = 1;

    private LibCrypto() {}

    /** Whether this machine has it, with all of these functions. */
    static boolean has(List<String> functions) {
        return library()
                .filter(library ->
                        functions.stream().allMatch(name -> library.find(name).isPresent()))
                .isPresent();
    }

    private static Optional<SymbolLookup> library() {
        if (ValueLayout.ADDRESS.byteSize() != Long.BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(SymbolLookup.libraryLookup(LIBRARY, Arena.global()));
        } catch (IllegalArgumentException | IllegalCallerException e) {
            // It is not installed, or no native code is to be called; the JDK has a cipher of its own.
            return Optional.empty();
        }
    }

    /** Only for what {@link #has} was asked for. */
    static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library().orElseThrow().findOrThrow(name), descriptor, options);
    }

    static MethodHandle function(long address, FunctionDescriptor descriptor, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address), descriptor, options);
    }

    /** Of the order of a microsecond, and never back into Java: the collector can wait that long. */
    static Linker.Option quick() {
        return Linker.Option.critical(false);
    }

    static boolean succeeded(int done) {
        return done == SUCCESS;
    }

    static void check(int done) {
        if (!succeeded(done)) {
            throw new IllegalStateException("OpenSSL refuses AES-GCM");
        }
    }

    /** What was to be given, unless it is nothing. */
    static long checked(long address) {
        if (address == NULL) {
            throw new IllegalStateException("OpenSSL has no memory");
        }
        return address;
    }

    static RuntimeException broken(Throwable cause) {
        return cause instanceof IllegalStateException refused
                ? refused
                : new IllegalStateException("libcrypto cannot be called", cause);
    }
}
