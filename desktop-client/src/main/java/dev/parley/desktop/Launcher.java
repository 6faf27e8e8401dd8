package dev.parley.desktop;

import picocli.CommandLine;

/** Where the process begins. Not a JavaFX application itself, which a class path does not allow. */
public final class Launcher {
    private Launcher() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("rehearse")) {
            System.exit(Rehearsal.run());
        }
        System.exit(new CommandLine(new DesktopCommand())
                .setParameterExceptionHandler(DesktopCommand::wrong)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
