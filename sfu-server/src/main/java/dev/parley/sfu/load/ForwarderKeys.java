package dev.parley.sfu.load;

import dev.parley.protocol.srtp.SrtpContext;
import dev.parley.protocol.srtp.SrtpProfile;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Keys that a program is given which forwards RTP and speaks nothing else: one pair towards it, one from it. */
public final class ForwarderKeys {
    private static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    private final byte[] keyTowards = new byte[PROFILE.keyLength()];
    private final byte[] saltTowards = new byte[PROFILE.saltLength()];
    private final byte[] keyFrom = new byte[PROFILE.keyLength()];
    private final byte[] saltFrom = new byte[PROFILE.saltLength()];

    /** New ones. */
    public ForwarderKeys(RandomGenerator random) {
        List.of(keyTowards, saltTowards, keyFrom, saltFrom).forEach(random::nextBytes);
    }

    /** Master key and salt towards it, master key and salt from it, in hexadecimal. */
    public List<String> words() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.formatHex(keyTowards), hex.formatHex(saltTowards), hex.formatHex(keyFrom), hex.formatHex(saltFrom));
    }

    SrtpContext towards() {
        return new SrtpContext(PROFILE, keyTowards, saltTowards);
    }

    SrtpContext from() {
        return new SrtpContext(PROFILE, keyFrom, saltFrom);
    }
}
