package dev.parley.protocol.ice;

import java.util.random.RandomGenerator;

/** The username fragment and password of one side (RFC 8445, section 5.3). The password never shows in a string. */
public record IceCredentials(String usernameFragment, String password) {
    private static final String ICE_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    /** 96 bits: also unique among all the transports of a server, which are found by it. */
    private static final int FRAGMENT_LENGTH = 16;
    /** 192 bits; RFC 8445 asks for 128. */
    private static final int PASSWORD_LENGTH = 32;

    private static final int MAX_LENGTH = 256;

    /**
     * Checks the lengths of RFC 8839, section 5.4: 4 and 22 characters at least, 256 at most.
     *
     * @throws IllegalArgumentException when one is too short or too long
     */
    public IceCredentials {
        if (usernameFragment.length() < 4 || usernameFragment.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("usernameFragment has " + usernameFragment.length() + " characters");
        }
        if (password.length() < 22 || password.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("password has " + password.length() + " characters");
        }
    }

    /** Fresh credentials; {@code random} must be unpredictable outside tests. */
    public static IceCredentials random(RandomGenerator random) {
        return new IceCredentials(characters(random, FRAGMENT_LENGTH), characters(random, PASSWORD_LENGTH));
    }

    private static String characters(RandomGenerator random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARACTERS.charAt(random.nextInt(ICE_CHARACTERS.length())));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "IceCredentials[" + usernameFragment + "]";
    }
}
