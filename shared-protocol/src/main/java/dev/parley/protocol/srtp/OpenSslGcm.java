package dev.parley.protocol.srtp;

/**
 * One way to call OpenSSL's AES-GCM. Pointers are numbers, which is the same to 64-bit machines and allocates nothing; a
 * packet is begun, updated and ended with the same context by one thread at a time.
 */
sealed interface OpenSslGcm permits EvpGcm, ProviderGcm {

    /** A new context for a key of 16 or 32 bytes, to be freed by {@link #free}. */
    long context(int keyLength);

    /** Puts the key into a context, once. */
    void takeKey(long context, long key, int keyLength, boolean encrypt);

    void free(long context);

    /** Begins a packet with this vector of 12 bytes. */
    void begin(long context, long iv, boolean encrypt);

    /**
     * Encrypts or decrypts, in place if {@code out} is {@code in}.
     *
     * @param out where to; 0 for what is authenticated only
     */
    void update(long context, long out, long in, int length, NativeScratch scratch);

    /** Ends a packet that was encrypted, and writes its tag. */
    void end(long context, long tag, NativeScratch scratch);

    /** Ends a packet that was decrypted; whether its tag fits. */
    boolean endVerified(long context, long tag, NativeScratch scratch);
}
