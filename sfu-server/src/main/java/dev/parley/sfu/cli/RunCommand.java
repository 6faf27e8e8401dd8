package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code parley run}: serves until it is told to stop. Its options are the {@link Setting settings}. */
final class RunCommand implements Callable<Integer> {
    private static final String PRINT_CONFIG = "--print-config";

    private static final int HTTPS_PORT = 443;

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
        ConfigurationOptions.addTo(spec);
        spec.addOption(OptionSpec.builder(PRINT_CONFIG)
                .type(boolean.class)
                .description("Prints the file with every setting explained, and exits.")
                .build());
        return spec;
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
        ServerConfiguration configuration = ConfigurationOptions.read(arguments, environment);
        // Nothing has logged before this line.
        System.setProperty(Logging.LEVEL, configuration.logLevel().name());
        System.setProperty(Logging.FORMAT, configuration.logFormat().name());
        ServiceManager manager = new ServiceManager(environment);
        Termination termination =
                new Termination(spec.commandLine().getErr(), Duration.ofSeconds(configuration.drainSeconds()), manager);
        ServerLauncher.Running server = launcher.launch(configuration);
        termination.closes(server);
        out.println("ready " + address(configuration, server.httpPort()));
        out.flush();
        server.notes().forEach(note -> spec.commandLine().getErr().println("parley: " + note));
        spec.commandLine().getErr().flush();
        try {
            manager.ready();
        } catch (IOException e) { // it serves all the same
            spec.commandLine().getErr().println("parley: " + e.getMessage());
        }
        new CountDownLatch(1).await(); // the shutdown hook ends the process
        return ExitCode.OK;
    }

    private static String address(ServerConfiguration configuration, int port) {
        // Browsers grant camera and microphone to localhost without TLS, so that is the name to open.
        String host = switch (configuration.httpHost()) {
            case ServerConfiguration.EVERY_ADDRESS, ServerConfiguration.AUTO_HOST ->
                configuration.tls().acme().domains().stream().findFirst().orElse("localhost");
            default -> configuration.httpHost();
        };
        String scheme = configuration.tls().on() ? "https" : "http";
        boolean usual = configuration.tls().on() && port == HTTPS_PORT;
        return scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + (usual ? "" : ":" + port) + "/";
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
