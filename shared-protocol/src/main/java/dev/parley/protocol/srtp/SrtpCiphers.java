package dev.parley.protocol.srtp;

/** Whose AES-GCM is used, and how. The bytes are the same, the cost is not: from the dearest on. */
public enum SrtpCiphers {
    /** The JDK's. */
    JDK {
        @Override
        boolean isPresent() {
            return true;
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new JdkAead(key, salt);
        }
    },
    /** That of OpenSSL's {@code libcrypto}: without garbage. */
    OPENSSL {
        @Override
        boolean isPresent() {
            return EvpGcm.present();
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new OpenSslAead(EvpGcm.ONLY, key, salt);
        }
    },
    /** The same code without the interface before it that is made for applications. */
    OPENSSL_PROVIDER {
        @Override
        boolean isPresent() {
            return ProviderGcm.present();
        }

        @Override
        Aead aead(byte[] key, byte[] salt) {
            return new OpenSslAead(ProviderGcm.ONLY, key, salt);
        }
    };

    /** Whether this machine has it. */
    abstract boolean isPresent();

    abstract Aead aead(byte[] key, byte[] salt);

    /** The cheapest that this machine has and that gives the same bytes as the JDK's, which is tried now. */
    public static SrtpCiphers best() {
        if (OPENSSL_PROVIDER.isUsable()) {
            return OPENSSL_PROVIDER;
        }
        return OPENSSL.isUsable() ? OPENSSL : JDK;
    }

    /** Whether this machine has it and it gives the same bytes as the JDK's, which is tried now. */
    public boolean isUsable() {
        try {
            return isPresent() && isEqual(16) && isEqual(32);
        } catch (IllegalStateException e) {
            return false; // there, but set up to refuse AES-GCM
        }
    }

    private boolean isEqual(int keyLength) {
        byte[] key = new byte[keyLength];
        for (int i = 0; i < keyLength; i++) {
            key[i] = (byte) (7 * i + 1);
        }
        return new CipherTrial(JDK.aead(key, CipherTrial.SALT), aead(key, CipherTrial.SALT)).passes();
    }
}
