package dev.parley.sfu;

import dev.parley.sfu.cli.ServerLauncher;
import dev.parley.sfu.configuration.ConfigurationSources;
import dev.parley.sfu.configuration.Setting;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code parley rehearse}: starts the server on free ports of the loopback, does what a join needs, and stops. The build
 * runs it once with the virtual machine recording, for the AOT cache that later starts read (docs/decisions/0011).
 */
@Command(name = "rehearse", hidden = true, description = "Starts once and stops, for the build.")
final class RehearseCommand implements Callable<Integer> {
    private static final List<String> LOOPBACK = List.of("127.0.0.1");
    private static final List<String> ANY_FREE = List.of("0");

    @Override
    public Integer call() throws IOException {
        ConfigurationSources sources = new ConfigurationSources(Map.of());
        sources.flag(Setting.HTTP_HOST, LOOPBACK);
        sources.flag(Setting.RTC_HOST, LOOPBACK);
        sources.flag(Setting.HTTP_PORT, ANY_FREE);
        sources.flag(Setting.RTC_PORT, ANY_FREE);
        try (ServerLauncher.Running server = Main.launch(sources.read())) {
            WarmUp.run();
            return server.httpPort() > 0 ? 0 : 1;
        }
    }
}
