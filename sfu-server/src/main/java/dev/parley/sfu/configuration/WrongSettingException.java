package dev.parley.sfu.configuration;

/** A setting that the server refuses to start with. Its message is one line for the operator. */
public final class WrongSettingException extends RuntimeException {
    private final String setting;
    private final String value;
    private final String advice;

    /**
     * @param setting its name, as in {@link Setting#key()}
     * @param value as it was given
     * @param advice what would be right
     */
    public WrongSettingException(String setting, String value, String advice) {
        this(setting, value, "", advice);
    }

    private WrongSettingException(String setting, String value, String origin, String advice) {
        super(setting + " is " + shown(value) + (origin.isEmpty() ? "" : " (" + origin + ")") + ": " + advice);
        this.setting = setting;
        this.value = value;
        this.advice = advice;
    }

    /** The same, saying also where the value came from. */
    WrongSettingException from(String origin) {
        return new WrongSettingException(setting, value, origin, advice);
    }

    public String setting() {
        return setting;
    }

    private static String shown(String value) {
        // One line, whatever was typed.
        String plain = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (plain.length() > 100 ? plain.substring(0, 100) + "..." : plain) + '"';
    }
}
