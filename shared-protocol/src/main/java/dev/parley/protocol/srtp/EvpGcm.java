package dev.parley.protocol.srtp;

import static dev.parley.protocol.srtp.LibCrypto.INT;
import static dev.parley.protocol.srtp.LibCrypto.NULL;
import static dev.parley.protocol.srtp.LibCrypto.POINTER;
import static dev.parley.protocol.srtp.LibCrypto.check;
import static dev.parley.protocol.srtp.LibCrypto.checked;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** By {@code EVP}, OpenSSL's interface for applications. Only to be used when {@link #present}. */
final class EvpGcm implements OpenSslGcm {
    static final OpenSslGcm ONLY = new EvpGcm();

    /** From {@code openssl/evp.h}. */
    private static final int GET_TAG = 0x10;

    private static final int SET_TAG = 0x11;

    private EvpGcm() {}

    /** Whether this machine has it. */
    static boolean present() {
        return LibCrypto.has(List.of(
                "EVP_CIPHER_CTX_new",
                "EVP_CIPHER_CTX_free",
                "EVP_aes_128_gcm",
                "EVP_aes_256_gcm",
                "EVP_CipherInit_ex",
                "EVP_CipherUpdate",
                "EVP_CipherFinal_ex",
                "EVP_CIPHER_CTX_ctrl"));
    }

    /** Bound when first used, which is never where the library is missing. */
    private static final class Functions {
        static final MethodHandle NEW = LibCrypto.function("EVP_CIPHER_CTX_new", FunctionDescriptor.of(POINTER));
        static final MethodHandle FREE = LibCrypto.function("EVP_CIPHER_CTX_free", FunctionDescriptor.ofVoid(POINTER));
        static final MethodHandle AES_128 = LibCrypto.function("EVP_aes_128_gcm", FunctionDescriptor.of(POINTER));
        static final MethodHandle AES_256 = LibCrypto.function("EVP_aes_256_gcm", FunctionDescriptor.of(POINTER));
        static final MethodHandle INIT = quick(
                "EVP_CipherInit_ex", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, POINTER, INT));
        static final MethodHandle UPDATE =
                quick("EVP_CipherUpdate", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER, POINTER, INT));
        static final MethodHandle FINAL =
                quick("EVP_CipherFinal_ex", FunctionDescriptor.of(INT, POINTER, POINTER, POINTER));
        static final MethodHandle CONTROL =
                quick("EVP_CIPHER_CTX_ctrl", FunctionDescriptor.of(INT, POINTER, INT, INT, POINTER));

        private static MethodHandle quick(String name, FunctionDescriptor descriptor) {
            return LibCrypto.function(name, descriptor, LibCrypto.quick());
        }
    }

    @Override
    public long context(int keyLength) {
        try {
            return checked((long) Functions.NEW.invokeExact());
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void takeKey(long context, long key, int keyLength, boolean encrypt) {
        try {
            long cipher =
                    keyLength == 16 ? (long) Functions.AES_128.invokeExact() : (long) Functions.AES_256.invokeExact();
            check((int) Functions.INIT.invokeExact(context, cipher, NULL, key, NULL, encrypt ? 1 : 0));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
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
            check((int) Functions.INIT.invokeExact(context, NULL, NULL, NULL, iv, encrypt ? 1 : 0));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void update(long context, long out, long in, int length, NativeScratch scratch) {
        try {
            check((int) Functions.UPDATE.invokeExact(context, out, scratch.written(), in, length));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public void end(long context, long tag, NativeScratch scratch) {
        try {
            check((int) Functions.FINAL.invokeExact(context, tag, scratch.written()));
            check((int) Functions.CONTROL.invokeExact(context, GET_TAG, Aead.TAG, tag));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    @Override
    public boolean endVerified(long context, long tag, NativeScratch scratch) {
        try {
            check((int) Functions.CONTROL.invokeExact(context, SET_TAG, Aead.TAG, tag));
            long written = scratch.written();
            return LibCrypto.succeeded((int) Functions.FINAL.invokeExact(context, written, written));
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }
}
