package dev.parley.sfu.cli;

/** What the process tells whoever started it. */
public final class ExitCode {
    public static final int OK = 0;

    /** It could not start, or not stop in time. */
    public static final int FAILED = 1;

    /** A wrong setting or argument ({@code EX_CONFIG} of BSD's sysexits): starting it again will not help. */
    public static final int WRONG_SETTING = 78;

    private ExitCode() {}
}
