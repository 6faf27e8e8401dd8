package dev.parley.protocol.dtls;

import java.security.SecureRandom;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** The settings of both sides of a handshake. */
final class HandshakeSettings {
    /** One for all: it holds no state but the source of randomness, which is thread-safe. */
    static final BcTlsCrypto CRYPTO = new BcTlsCrypto(new SecureRandom());

    static final int TIMEOUT_MILLIS = 30_000;
    /** Doubled each time; libwebrtc begins with 50 ms too. The RFC's second costs a call its first picture. */
    static final int RESEND_MILLIS = 50;

    private static final int[] ECDSA_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };
    private static final int[] CLIENT_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    };
    private static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};
    private static final short[] CERTIFICATE_TYPES = {
        ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign,
    };

    private HandshakeSettings() {}

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    /** Suites for our own certificate, which is ECDSA. */
    static int[] serverSuites() {
        return ECDSA_SUITES.clone();
    }

    /** Suites for any server's certificate. */
    static int[] clientSuites() {
        return CLIENT_SUITES.clone();
    }

    static int[] groups() {
        return GROUPS.clone();
    }

    /** What a client may sign with. */
    static short[] certificateTypes() {
        return CERTIFICATE_TYPES.clone();
    }
}
