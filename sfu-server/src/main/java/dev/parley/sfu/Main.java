package dev.parley.sfu;

import dev.parley.sfu.bench.BenchCommand;
import dev.parley.sfu.cli.ParleyCommand;
import dev.parley.sfu.cli.ServerLauncher;
import dev.parley.sfu.configuration.ServerConfiguration;
import java.io.IOException;
import java.util.Map;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(ParleyCommand.create(Main::launch, System.getenv(), Map.of("bench", new BenchCommand(Main.class)))
                .execute(arguments));
    }

    private static ServerLauncher.Running launch(ServerConfiguration configuration) throws IOException {
        ParleyServer server = new ParleyServer(configuration);
        try {
            server.start();
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        WarmUp.start();
        return server;
    }
}
