package dev.parley.sfu.bench;

import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/** Rooms through which packets flow: what arrives, how late, and what the server spends on it. */
final class ForwardingBench {
    private final MeasuredServer server;
    private final LoadSettings settings;

    /**
     * What one run gave.
     *
     * @param report what the load client counted
     * @param serverCpuSeconds CPU of the server's process in the same time, if it is known
     * @param loadCpuSeconds CPU of the load client's
     */
    record Result(LoadReport report, OptionalDouble serverCpuSeconds, double loadCpuSeconds) {
        /** Packets that arrived, for each second of CPU that the server spent; empty when that is not known or nothing. */
        OptionalDouble packetsPerCpuSecond() {
            return serverCpuSeconds.isPresent() && serverCpuSeconds.getAsDouble() > 0
                    ? OptionalDouble.of(report.received() / serverCpuSeconds.getAsDouble())
                    : OptionalDouble.empty();
        }
    }

    ForwardingBench(MeasuredServer server, LoadSettings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Fills the rooms, lets media flow and measures.
     *
     * @param warmUp flows before the measurement, for the compiler's sake
     */
    Result measure(String name, RoomPlan plan, Duration warmUp, Duration time) throws IOException {
        ProcessUsage own = new ProcessUsage(ProcessHandle.current());
        try (LoadClient client = new LoadClient(settings)) {
            plan.fill(client, name);
            client.startSending();
            Pause.of(warmUp);
            double ownBefore = own.cpuSeconds();
            OptionalDouble before = serverCpu();
            client.startWindow();
            Pause.of(time);
            LoadReport report = client.report();
            OptionalDouble after = serverCpu();
            double ownAfter = own.cpuSeconds();
            return new Result(
                    report,
                    before.isPresent() && after.isPresent()
                            ? OptionalDouble.of(after.getAsDouble() - before.getAsDouble())
                            : OptionalDouble.empty(),
                    ownAfter - ownBefore);
        }
    }

    private OptionalDouble serverCpu() throws IOException {
        return server.usage().isPresent()
                ? OptionalDouble.of(server.usage().get().cpuSeconds())
                : OptionalDouble.empty();
    }
}
