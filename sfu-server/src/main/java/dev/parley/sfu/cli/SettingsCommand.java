package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** A command that reads the settings as {@code run} does, prints lines about them, and ends. */
public final class SettingsCommand implements Callable<Integer> {
    /** What it prints. */
    public interface Answer {
        /** @throws IOException when there is none; its message is one line for the operator */
        List<String> lines(ServerConfiguration configuration) throws IOException;
    }

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Map<String, String> environment;
    private final Answer answer;

    private SettingsCommand(Map<String, String> environment, Answer answer) {
        this.environment = environment;
        this.answer = answer;
    }

    /**
     * The command.
     *
     * @param description one sentence for the help
     */
    public static CommandSpec specification(String description, Map<String, String> environment, Answer answer) {
        CommandSpec spec = new SettingsCommand(environment, answer).spec;
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        ConfigurationOptions.addTo(spec);
        return spec;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        answer.lines(ConfigurationOptions.read(spec.commandLine().getParseResult(), environment))
                .forEach(out::println);
        out.flush();
        return ExitCode.OK;
    }
}
