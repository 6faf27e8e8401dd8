package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.WrongSettingException;
import dev.parley.sfu.storage.StorageTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top of the command line: {@code parley <command>}. */
@Command(
        name = "parley",
        description = "A self-hosted video conference.",
        versionProvider = ParleyCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        separator = " ")
public final class ParleyCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Picocli puts the specification in. */
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private ParleyCommand() {}

    /**
     * Everything that can be typed.
     *
     * @param environment as {@link System#getenv()} gives it
     * @param more further commands by name, each an object that picocli understands
     */
    public static CommandLine create(
            ServerLauncher launcher, Map<String, String> environment, Map<String, Object> more) {
        CommandLine parley = new CommandLine(new ParleyCommand());
        parley.addSubcommand("run", RunCommand.specification(launcher, environment));
        parley.addSubcommand("token", new TokenCommand(environment));
        parley.addSubcommand(
                "ports",
                SettingsCommand.specification(
                        "Prints which ports a firewall must open, and the lines for three of them.",
                        environment,
                        FirewallLines::of));
        parley.addSubcommand("backup", BackupCommand.specification(environment));
        parley.addSubcommand("health", new HealthCommand(environment));
        parley.addSubcommand("doctor", DoctorCommand.specification(environment));
        more.forEach(parley::addSubcommand);
        parley.getCommandSpec().mixinStandardHelpOptions(true);
        parley.getSubcommands()
                .values()
                .forEach(command ->
                        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version()));
        return parley.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, arguments) -> wrong(e))
                .setExecutionExceptionHandler((e, line, result) -> failed(e, line));
    }

    private static int wrong(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String problem = String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong arguments");
        e.getCommandLine().getErr().println("parley: " + problem + "; see " + command + " --help");
        return ExitCode.WRONG_SETTING;
    }

    private static int failed(Exception e, CommandLine line) throws Exception {
        return switch (e) {
            case WrongSettingException wrong -> say(line, wrong, ExitCode.WRONG_SETTING);
            case StorageTrouble trouble -> say(line, trouble, ExitCode.WRONG_SETTING);
            case IOException problem -> say(line, problem, ExitCode.FAILED);
            default -> throw e;
        };
    }

    private static int say(CommandLine line, Exception e, int code) {
        line.getErr().println("parley: " + e.getMessage());
        return code;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Reads the version that the build wrote down. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
                if (in == null) {
                    throw new IllegalStateException("the build left out version.txt");
                }
                return new String[] {"parley " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip()};
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
