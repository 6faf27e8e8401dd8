package dev.parley.protocol.dtls;

import dev.parley.protocol.srtp.SrtpCiphers;
import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** What client and server have in common: the peer's fingerprint, the SRTP profile, and the keys that come of them. */
final class SrtpNegotiation {
    private static final byte[] NO_MKI = new byte[0];

    private final DtlsCertificate certificate;
    private final Fingerprint remote;
    private final List<SrtpProfile> preference;
    private final SrtpCiphers ciphers;
    private @Nullable SrtpProfile profile;
    private @Nullable DtlsFailure failure;
    private boolean peerVerified;
    private byte[] keyingMaterial = new byte[0];

    SrtpNegotiation(
            DtlsCertificate certificate, Fingerprint remote, List<SrtpProfile> preference, SrtpCiphers ciphers) {
        this.certificate = certificate;
        this.remote = remote;
        this.preference = List.copyOf(preference);
        this.ciphers = ciphers;
    }

    /** The signer of our own certificate. */
    TlsCredentialedSigner credentials(TlsContext context, BcTlsCrypto crypto) throws IOException {
        TlsCertificate own = crypto.createCertificate(certificate.encoded());
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                certificate.privateKey(),
                new Certificate(new TlsCertificate[] {own}),
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /** Compares the peer's own certificate, the first of its chain, with the signaled fingerprint (RFC 5763, section 5). */
    void verifyPeer(@Nullable Certificate chain) throws IOException {
        if (chain == null || chain.isEmpty()) {
            throw fail(DtlsFailure.NO_CERTIFICATE, AlertDescription.handshake_failure);
        }
        if (!remote.matches(chain.getCertificateAt(0).getEncoded())) {
            throw fail(DtlsFailure.WRONG_FINGERPRINT, AlertDescription.bad_certificate);
        }
        peerVerified = true;
    }

    /** Adds the client's offer to its extensions. */
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    void offer(Hashtable extensions) throws IOException {
        int[] ids = preference.stream().mapToInt(SrtpProfile::id).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, NO_MKI));
    }

    /** On the server: the first of our profiles that the client offers too. */
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    void choose(@Nullable Hashtable clientExtensions) throws IOException {
        UseSRTPData offered = clientExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(clientExtensions);
        if (offered != null) {
            for (SrtpProfile candidate : preference) {
                for (int id : offered.getProtectionProfiles()) {
                    if (id == candidate.id()) {
                        profile = candidate;
                        return;
                    }
                }
            }
        }
        throw fail(DtlsFailure.NO_COMMON_PROFILE, AlertDescription.handshake_failure);
    }

    /** Adds the server's choice to its extensions. */
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    void answer(Hashtable serverExtensions) throws IOException {
        TlsSRTPUtils.addUseSRTPExtension(
                serverExtensions, new UseSRTPData(new int[] {agreedProfile().id()}, NO_MKI));
    }

    /** On the client: the server's choice must be one of our offer, without a key identifier (RFC 5764, section 4.1). */
    @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the signature is BouncyCastle's
    void accept(@Nullable Hashtable serverExtensions) throws IOException {
        UseSRTPData chosen = serverExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(serverExtensions);
        if (chosen == null || chosen.getProtectionProfiles().length != 1 || chosen.getMki().length != 0) {
            throw fail(DtlsFailure.NO_COMMON_PROFILE, AlertDescription.illegal_parameter);
        }
        int id = chosen.getProtectionProfiles()[0];
        for (SrtpProfile candidate : preference) {
            if (candidate.id() == id) {
                profile = candidate;
                return;
            }
        }
        throw fail(DtlsFailure.NO_COMMON_PROFILE, AlertDescription.illegal_parameter);
    }

    /** Exports the SRTP keys of a finished handshake (RFC 5764, section 4.2). */
    void finish(TlsContext context) throws IOException {
        if (!peerVerified) {
            throw fail(DtlsFailure.NO_CERTIFICATE, AlertDescription.handshake_failure);
        }
        SrtpProfile agreed = agreedProfile();
        int length = 2 * (agreed.keyLength() + agreed.saltLength());
        keyingMaterial = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length);
    }

    /** The context of one direction: that of the packets {@code sender} sends. */
    SrtpContext context(DtlsRole sender) throws IOException {
        SrtpProfile agreed = agreedProfile();
        // Client key, server key, client salt, server salt (RFC 5764, section 4.2).
        int which = sender == DtlsRole.CLIENT ? 0 : 1;
        int key = which * agreed.keyLength();
        int salt = 2 * agreed.keyLength() + which * agreed.saltLength();
        return new SrtpContext(
                agreed,
                Arrays.copyOfRange(keyingMaterial, key, key + agreed.keyLength()),
                Arrays.copyOfRange(keyingMaterial, salt, salt + agreed.saltLength()),
                ciphers);
    }

    /** Overwrites the exported keys, once the contexts are made. */
    void forgetKeys() {
        Arrays.fill(keyingMaterial, (byte) 0);
    }

    /** Why the handshake failed, where that was decided here. */
    @Nullable
    DtlsFailure failure() {
        return failure;
    }

    private SrtpProfile agreedProfile() throws TlsFatalAlert {
        SrtpProfile agreed = profile;
        if (agreed == null) {
            throw fail(DtlsFailure.NO_COMMON_PROFILE, AlertDescription.handshake_failure);
        }
        return agreed;
    }

    private TlsFatalAlert fail(DtlsFailure reason, short alert) {
        failure = reason;
        return new TlsFatalAlert(alert, reason.toString());
    }
}
