package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ConfigurationSources;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley run}: serves until it is told to stop. Its options are the {@link Setting settings}. */
final class RunCommand implements Callable<Integer> {
    private static final String CONFIG = "--config";
    private static final String PRINT_CONFIG = "--print-config";

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final ServerLauncher launcher;
    private final Map<String, String> environment;

    private RunCommand(ServerLauncher launcher, Map<String, String> environment) {
        this.launcher = launcher;
        this.environment = environment;
    }

    static CommandSpec specification(ServerLauncher launcher, Map<String, String> environment) {
        CommandSpec spec = new RunCommand(launcher, environment).spec;
        spec.usageMessage()
                .description("Starts the server, prints \"ready\" and its address, and serves until it is stopped.")
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .footer(
                        "",
                        "A flag wins over the environment (PARLEY_HTTP_PORT for --http-port), that over the file",
                        "(http-port: 3000), that over the default. A wrong setting: one line, exit code 78.");
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
        spec.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(String.class)
                .description("Reads settings from this YAML file. Environment: PARLEY_CONFIG")
                .build());
        spec.addOption(OptionSpec.builder(PRINT_CONFIG)
                .type(boolean.class)
                .description("Prints the file with every setting explained, and exits.")
                .build());
        return spec;
    }

    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                .description(setting.description() + " Default: " + setting.standard());
        return switch (setting.form()) {
            case TEXT ->
                option.paramLabel(setting.placeholder()).type(String.class).build();
            case LIST ->
                option.paramLabel(setting.placeholder())
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build();
            case SWITCH -> option.type(boolean.class).negatable(true).build();
        };
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ParseResult arguments = spec.commandLine().getParseResult();
        PrintWriter out = spec.commandLine().getOut();
        if (arguments.hasMatchedOption(PRINT_CONFIG)) {
            out.print(explainedFile());
            out.flush();
            return ExitCode.OK;
        }
        ServerConfiguration configuration = configuration(arguments);
        // Nothing has logged before this line.
        System.setProperty(Logging.LEVEL, configuration.logLevel().name());
        Termination termination = new Termination(spec.commandLine().getErr());
        ServerLauncher.Running server = launcher.launch(configuration);
        termination.closes(server);
        out.println("ready " + address(configuration, server.httpPort()));
        out.flush();
        new CountDownLatch(1).await(); // the shutdown hook ends the process
        return ExitCode.OK;
    }

    private ServerConfiguration configuration(ParseResult arguments) {
        ConfigurationSources sources = new ConfigurationSources(environment);
        if (arguments.hasMatchedOption(CONFIG)) {
            sources.file(arguments.matchedOptionValue(CONFIG, ""));
        }
        for (Setting setting : Setting.values()) {
            if (arguments.hasMatchedOption(setting.flag())) {
                sources.flag(setting, values(arguments, setting));
            }
        }
        return sources.read();
    }

    private static List<String> values(ParseResult arguments, Setting setting) {
        return switch (setting.form()) {
            case TEXT -> List.of(arguments.matchedOptionValue(setting.flag(), ""));
            case LIST -> arguments.matchedOptionValue(setting.flag(), List.of());
            case SWITCH -> List.of(Boolean.toString(arguments.matchedOptionValue(setting.flag(), true)));
        };
    }

    private static String address(ServerConfiguration configuration, int port) {
        // Browsers grant camera and microphone to localhost without TLS, so that is the name to open.
        String host = configuration.httpHost().equals(ServerConfiguration.EVERY_ADDRESS)
                ? "localhost"
                : configuration.httpHost();
        return String.format(Locale.ROOT, host.contains(":") ? "http://[%s]:%d/" : "http://%s:%d/", host, port);
    }

    /** The file that explains every setting. */
    static String explainedFile() throws IOException {
        try (InputStream in = RunCommand.class.getResourceAsStream("/parley.yaml")) {
            if (in == null) {
                throw new IOException("this build has no parley.yaml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
