package dev.parley.protocol.media;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.FormatParameters.Numeric;
import dev.parley.protocol.json.FormatParameters.Text;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The {@code profile-level-id} of H.264 (RFC 6184, section 8.1): three bytes in hexadecimal, profile_idc, profile_iop
 * and level_idc. Negotiated as WebRTC does: the profiles must be equal, and the level is the lower one unless both sides
 * allow levels to differ.
 *
 * @param level level_idc, that is ten times the level; 0 for level 1b
 */
record H264Profile(Profile profile, int level) {
    private static final String PROFILE_LEVEL_ID = "profile-level-id";
    private static final int LEVEL_1B = 0;
    private static final int LEVEL_1 = 10;
    private static final int LEVEL_1_1 = 11;

    /** With level_idc 11, this bit of profile_iop makes level 1b out of 1.1. */
    private static final int CONSTRAINT_SET3 = 0x10;

    /** What WebRTC takes for granted where nothing is said; RFC 6184 would have Baseline at level 1. */
    private static final H264Profile UNSAID = new H264Profile(Profile.CONSTRAINED_BASELINE, 31);

    /** The profiles, and their profile_idc and profile_iop in a level 1b id and in any other. */
    enum Profile {
        CONSTRAINED_BASELINE("42f0", "42e0"),
        BASELINE("4210", "4200"),
        MAIN("4d10", "4d00"),
        CONSTRAINED_HIGH("", "640c"),
        HIGH("", "6400"),
        PREDICTIVE_HIGH_444("", "f400");

        private final String level1b;
        private final String other;

        Profile(String level1b, String other) {
            this.level1b = level1b;
            this.other = other;
        }

        /** RFC 6184, table 5: which bits of profile_iop decide, and what they have to be. */
        static Optional<Profile> of(int profileIdc, int profileIop) {
            return Optional.ofNullable(
                    switch (profileIdc) {
                        case 0x42 ->
                            (profileIop & 0x4f) == 0x40
                                    ? CONSTRAINED_BASELINE
                                    : (profileIop & 0x4f) == 0 ? BASELINE : null;
                        case 0x4d ->
                            (profileIop & 0x8f) == 0x80 ? CONSTRAINED_BASELINE : (profileIop & 0xaf) == 0 ? MAIN : null;
                        case 0x58 ->
                            (profileIop & 0xcf) == 0xc0
                                    ? CONSTRAINED_BASELINE
                                    : (profileIop & 0xcf) == 0x80 ? BASELINE : null;
                        case 0x64 -> profileIop == 0 ? HIGH : profileIop == 0x0c ? CONSTRAINED_HIGH : null;
                        case 0xf4 -> profileIop == 0 ? PREDICTIVE_HIGH_444 : null;
                        default -> null;
                    });
        }
    }

    /** The profile that format parameters name; empty when they name one that is none. */
    static Optional<H264Profile> of(FormatParameters parameters) {
        return switch (parameters.value(PROFILE_LEVEL_ID).orElse(new Text(""))) {
            case Text(String id) -> id.isEmpty() ? Optional.of(UNSAID) : parse(id);
            // A number is what is left of an id of digits only that someone took for a number; its zeros are lost.
            case Numeric(double id) -> id == 0 ? Optional.of(UNSAID) : Optional.empty();
        };
    }

    static Optional<H264Profile> parse(String id) {
        if (id.length() != 6 || !id.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        int bits = HexFormat.fromHexDigits(id);
        int profileIop = bits >> 8 & 0xff;
        int levelIdc = bits & 0xff;
        int level = switch (levelIdc) {
            case LEVEL_1_1 -> (profileIop & CONSTRAINT_SET3) == 0 ? LEVEL_1_1 : LEVEL_1B;
            case 10, 12, 13, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 52 -> levelIdc;
            default -> -1;
        };
        return level < 0
                ? Optional.empty()
                : Profile.of(bits >> 16, profileIop).map(profile -> new H264Profile(profile, level));
    }

    /** Whether both name a profile, and the same. Levels do not matter. */
    static boolean same(FormatParameters a, FormatParameters b) {
        Optional<Profile> profile = of(a).map(H264Profile::profile);
        return profile.isPresent() && profile.equals(of(b).map(H264Profile::profile));
    }

    /**
     * The local parameters with the level that comes out of the negotiation.
     *
     * @param local parameters of the same profile as {@code remote}
     */
    static FormatParameters answer(FormatParameters local, FormatParameters remote) {
        H264Profile ours = of(local).orElse(UNSAID);
        H264Profile theirs = of(remote).orElse(UNSAID);
        String id = "";
        if (isSaid(local) || isSaid(remote)) {
            boolean mayDiffer = levelsMayDiffer(local) && levelsMayDiffer(remote);
            int level = mayDiffer || lower(ours.level, theirs.level) ? ours.level : theirs.level;
            id = new H264Profile(ours.profile, level).id();
        }
        return id.isEmpty() ? local.without(PROFILE_LEVEL_ID) : local.with(PROFILE_LEVEL_ID, id);
    }

    /** Whether parameters name a profile at all; the empty text and 0 do not. */
    private static boolean isSaid(FormatParameters parameters) {
        return parameters
                .value(PROFILE_LEVEL_ID)
                .filter(value -> !value.equals(new Text("")) && !value.equals(new Numeric(0)))
                .isPresent();
    }

    private static boolean levelsMayDiffer(FormatParameters parameters) {
        return parameters
                .value("level-asymmetry-allowed")
                .filter(value -> value.equals(new Numeric(1)) || value.equals(new Text("1")))
                .isPresent();
    }

    /**
     * Level 1b lies between 1 and 1.1. That nothing but level 1 counts as higher than 1b is how mediasoup's H.264
     * negotiation orders them; answering otherwise than the client computes for itself would gain nobody anything.
     */
    private static boolean lower(int a, int b) {
        if (a == LEVEL_1B) {
            return b != LEVEL_1 && b != LEVEL_1B;
        }
        return b == LEVEL_1B ? a != LEVEL_1 : a < b;
    }

    /** The canonical id; empty for level 1b in a profile that has none. */
    String id() {
        if (level == LEVEL_1B) {
            return profile.level1b.isEmpty() ? "" : profile.level1b + "0b";
        }
        return profile.other + HexFormat.of().toHexDigits((byte) level);
    }
}
