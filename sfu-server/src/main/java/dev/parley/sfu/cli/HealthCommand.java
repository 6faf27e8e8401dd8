package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ConfigurationSources;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.tls.AnyCertificate;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley health}: asks the server that runs with the same settings, for supervisors such as Docker. */
@Command(
        name = "health",
        description = {
            "Asks the server on this machine, found by the settings in the environment and in the file that",
            "PARLEY_CONFIG names, how it is. Exit code 0: it is well. 1: it is not, or does not answer."
        })
final class HealthCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK_STATUS = 200;

    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    /** {@code environment} as {@link System#getenv()} gives it. */
    HealthCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI address = address(new ConfigurationSources(environment).read());
        PrintWriter err = spec.commandLine().getErr();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .sslContext(AnyCertificate.context())
                .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK_STATUS || !answer.body().contains("\"status\":\"ok\"")) {
                err.println("parley: " + address + " answers " + answer.statusCode() + " " + answer.body());
                return ExitCode.FAILED;
            }
            spec.commandLine().getOut().println(answer.body());
            return ExitCode.OK;
        } catch (IOException e) {
            err.println(
                    "parley: " + address + " does not answer: " + e.getClass().getSimpleName());
            return ExitCode.FAILED;
        }
    }

    private static URI address(ServerConfiguration configuration) {
        String host = configuration.httpHost();
        if (host.equals(ServerConfiguration.EVERY_ADDRESS) || host.equals(ServerConfiguration.AUTO_HOST)) {
            host = "127.0.0.1";
        }
        boolean tls = configuration.tls().on();
        return URI.create((tls ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + configuration.pagesPort() + "/health");
    }
}
