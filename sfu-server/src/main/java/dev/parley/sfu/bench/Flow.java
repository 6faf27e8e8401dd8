package dev.parley.sfu.bench;

import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadReport;
import java.io.IOException;
import java.time.Duration;

/**
 * Media that began to flow and was stopped again, so that every packet can be accounted for.
 *
 * @param seconds for which it flowed
 * @param sent packets that were to arrive: those of the senders, once for each receiver
 * @param arrived those that did, each counted once
 * @param duplicates packets that came again
 * @param serverCores how much of a core the server's process took, all its threads
 * @param clientCores how much of a core the one thread took that sends and receives
 * @param p50Millis median delay of a packet
 * @param p99Millis 99th percentile
 * @param blemishes what else was not as it should be, in words
 */
record Flow(
        double seconds,
        long sent,
        long arrived,
        long duplicates,
        double serverCores,
        double clientCores,
        double p50Millis,
        double p99Millis,
        String blemishes) {
    /** A thread that works more than this does not always come in time. */
    private static final double FULL = 0.9;

    private static final String CLIENT_THREAD = "load media";
    /** When nothing has come for so long, nothing is on its way any more. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    /** What waits longer than this, everyone has given up. */
    private static final int SILENCES = 20;

    /** Packets that never came. */
    long lost() {
        return sent - arrived;
    }

    /** Packets that arrived for each second of CPU that the server spent. */
    double perCpuSecond() {
        return perSecond() / serverCores;
    }

    /** Packets that arrived each second. */
    double perSecond() {
        return arrived / seconds;
    }

    /** Whether it was the load client that had no more to give. */
    boolean isClientFull() {
        return clientCores > FULL;
    }

    /**
     * Lets media flow.
     *
     * @param client with its rooms filled, sending nothing
     * @param copies how often each packet shall arrive
     */
    static Flow of(LoadClient client, int copies, ProcessUsage server, Duration warmUp, Duration time)
            throws IOException {
        client.startSending();
        Pause.of(warmUp);
        client.stopSending();
        awaitSilence(client);
        ProcessUsage own = new ProcessUsage(ProcessHandle.current());
        client.startWindow();
        long begun = System.nanoTime();
        double serverBefore = server.cpuSeconds();
        double ownBefore = own.cpuSecondsOfThreads(CLIENT_THREAD);
        client.startSending();
        Pause.of(time);
        client.stopSending();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double serverCpu = server.cpuSeconds() - serverBefore;
        double ownCpu = own.cpuSecondsOfThreads(CLIENT_THREAD) - ownBefore;
        awaitSilence(client);
        return of(client.report(), copies, seconds, serverCpu, ownCpu);
    }

    private static void awaitSilence(LoadClient client) throws IOException {
        long received = -1;
        for (int i = 0; i < SILENCES && received != client.report().received(); i++) {
            received = client.report().received();
            Pause.of(SILENCE);
        }
    }

    static Flow of(LoadReport report, int copies, double seconds, double serverCpu, double clientCpu) {
        return new Flow(
                seconds,
                report.sent() * copies,
                report.received() - report.duplicates(),
                report.duplicates(),
                serverCpu / seconds,
                clientCpu / seconds,
                report.latencyP50Nanos() / 1e6,
                report.latencyP99Nanos() / 1e6,
                report.blemishes());
    }
}
