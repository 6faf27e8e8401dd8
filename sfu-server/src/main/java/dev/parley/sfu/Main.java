package dev.parley.sfu;

import dev.parley.sfu.bench.BenchCommand;
import dev.parley.sfu.cli.ParleyCommand;
import dev.parley.sfu.cli.ServerLauncher;
import dev.parley.sfu.cli.SettingsCommand;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.tls.LocalAuthority;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        Map<String, Object> more = Map.of(
                "authority",
                SettingsCommand.specification(
                        "Prints the fingerprint of this server's own authority (tls local), and makes it if there is none.",
                        System.getenv(),
                        Main::authority),
                "bench",
                new BenchCommand(Main.class),
                "rehearse",
                new RehearseCommand());
        System.exit(ParleyCommand.create(Main::serve, System.getenv(), more).execute(arguments));
    }

    private static List<String> authority(ServerConfiguration configuration) throws IOException {
        LocalAuthority authority =
                LocalAuthority.open(configuration.dataDir(), new MachineNames(configuration).get(), Instant.now());
        return List.of("SHA256 " + authority.fingerprint(), authority.file().toString());
    }

    private static ServerLauncher.Running serve(ServerConfiguration configuration) throws IOException {
        ServerLauncher.Running server = launch(configuration);
        WarmUp.start();
        return server;
    }

    static ServerLauncher.Running launch(ServerConfiguration configuration) throws IOException {
        ParleyServer server = new ParleyServer(configuration);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }
}
