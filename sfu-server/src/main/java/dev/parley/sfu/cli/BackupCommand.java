package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.storage.Backup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley backup FILE}: a copy of what is kept of rooms, whether the server runs or not. */
final class BackupCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;

    private BackupCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    static CommandSpec specification(Map<String, String> environment) {
        CommandSpec spec = new BackupCommand(environment).spec;
        spec.usageMessage()
                .description(
                        "Copies what is kept of the rooms that are set up (passwords, roles, settings, chat) into a"
                                + " new file, also while the server runs.")
                .sortOptions(false)
                .abbreviateSynopsis(true);
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .paramLabel("FILE")
                .type(Path.class)
                .required(true)
                .description("Where the copy goes; nothing is there yet.")
                .build());
        ConfigurationOptions.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        ParseResult arguments = spec.commandLine().getParseResult();
        ServerConfiguration configuration = ConfigurationOptions.read(arguments, environment);
        Path copy = arguments.matchedPositionalValue(0, Path.of(""));
        Path original = Backup.make(configuration.dataDir(), copy);
        PrintWriter out = spec.commandLine().getOut();
        out.println("copied " + original + " to " + copy.toAbsolutePath());
        out.flush();
        return ExitCode.OK;
    }
}
