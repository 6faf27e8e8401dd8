package dev.parley.sfu.metrics;

import dev.parley.protocol.media.TransportProtocol;
import dev.parley.sfu.stream.TimeHistogram;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.worker.WorkerFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes {@link ServerFigures} as metrics, anew for each scrape. Thread: any. */
final class ServerCollector implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCollector.class);
    private static final String WORKER = "worker";
    private static final double NANOS = 1e9;

    /** Longer than a Worker is waited for. */
    private static final long PATIENCE_SECONDS = 5;

    private final ServerFigures.Source source;

    ServerCollector(ServerFigures.Source source) {
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        try {
            return new MetricSnapshots(metrics(source.figures().get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the server's figures could not be had", e);
        }
        return new MetricSnapshots(); // those of the virtual machine are still of use
    }

    static List<MetricSnapshot> metrics(ServerFigures figures) {
        List<MetricSnapshot> all = new ArrayList<>();
        all.add(gauge("parley_rooms", "Rooms with somebody in them.", figures.rooms()));
        all.add(gauge("parley_peers", "People in rooms.", figures.peers()));
        all.add(gauge("parley_workers", "Workers that are alive.", figures.aliveWorkers()));
        all.add(gauge("parley_draining", "1 while the server lets nobody in.", figures.draining() ? 1 : 0));
        figures.certificateEnd()
                .ifPresent(end -> all.add(gauge(
                        "parley_certificate_expiry_timestamp_seconds",
                        "When the certificate ends, in seconds since 1970.",
                        end.getEpochSecond())));
        all.add(gauge(
                "parley_certificate_failures",
                "How often in a row no new certificate could be had when one was due.",
                figures.certificateFailures()));
        all.add(counter("parley_refused_tokens", "Joins refused for their token.", "reason", figures.refusedTokens()));
        all.add(counter(
                "parley_refused_arrivals",
                "WebSockets and joins refused because their address made too many.",
                "what",
                figures.refusedArrivals()));
        List<WorkerFigures> workers = figures.workers();
        all.add(gauge(
                "parley_transports", "Transports, two for each person as a rule.", workers, WorkerFigures::transports));
        all.add(gauge("parley_producers", "Tracks that are sent to the server.", workers, WorkerFigures::producers));
        all.add(gauge("parley_consumers", "Tracks that are forwarded to somebody.", workers, WorkerFigures::consumers));
        addTraffic(all, workers);
        addRepair(all, workers);
        all.add(histogram(
                "parley_dtls_handshake",
                "Time from a client's DTLS parameters to the keys.",
                workers,
                each -> each.counts().handshakes()));
        all.add(counter(
                "parley_dtls_handshake_failures",
                "DTLS handshakes that failed.",
                workers,
                each -> each.counts().failedHandshakes()));
        all.add(histogram(
                "parley_event_loop_lag",
                "How much later than it should a worker's loop comes round, while anybody is on it.",
                workers,
                each -> each.counts().lag()));
        return all;
    }

    private static void addTraffic(List<MetricSnapshot> all, List<WorkerFigures> workers) {
        CounterSnapshot.Builder receivedPackets =
                counter("parley_received_packets", "Datagrams and frames that came in.");
        CounterSnapshot.Builder receivedBytes =
                counter("parley_received_bytes", "Their bytes, without the headers of IP, UDP and TCP.");
        CounterSnapshot.Builder sentPackets = counter("parley_sent_packets", "Datagrams and frames that went out.");
        CounterSnapshot.Builder sentBytes =
                counter("parley_sent_bytes", "Their bytes, without the headers of IP, UDP and TCP.");
        CounterSnapshot.Builder dropped =
                counter("parley_dropped_packets", "Packets that went no further, by the reason.");
        for (WorkerFigures worker : workers) {
            for (TransportProtocol protocol : TransportProtocol.values()) {
                Labels labels = Labels.of(
                        WORKER, worker.worker(), "protocol", protocol.name().toLowerCase(Locale.ROOT));
                WorkerCounters.Traffic in = worker.counts().received().getOrDefault(protocol, NOTHING);
                WorkerCounters.Traffic out = worker.counts().sent().getOrDefault(protocol, NOTHING);
                receivedPackets.dataPoint(point(labels, in.packets()));
                receivedBytes.dataPoint(point(labels, in.bytes()));
                sentPackets.dataPoint(point(labels, out.packets()));
                sentBytes.dataPoint(point(labels, out.bytes()));
            }
            worker.counts()
                    .drops()
                    .forEach((reason, count) -> dropped.dataPoint(point(
                            Labels.of(WORKER, worker.worker(), "reason", reason.toLowerCase(Locale.ROOT)), count)));
        }
        all.add(receivedPackets.build());
        all.add(receivedBytes.build());
        all.add(sentPackets.build());
        all.add(sentBytes.build());
        all.add(dropped.build());
        all.add(counter(
                "parley_piped_packets",
                "Packets handed to another worker, on which some of their room receive.",
                workers,
                each -> each.counts().piped()));
    }

    private static final WorkerCounters.Traffic NOTHING = new WorkerCounters.Traffic(0, 0);

    private static void addRepair(List<MetricSnapshot> all, List<WorkerFigures> workers) {
        all.add(counter(
                "parley_nacked_packets_by_subscribers",
                "Packets that subscribers said they lost.",
                workers,
                each -> each.counts().lostBySubscribers()));
        all.add(counter(
                "parley_nacked_packets_to_publishers",
                "Packets that publishers were asked for again.",
                workers,
                each -> each.counts().askedOfPublishers()));
        all.add(counter(
                "parley_retransmissions",
                "Packets sent to a subscriber once more.",
                workers,
                each -> each.counts().sentAgain()));
        all.add(counter(
                "parley_key_frame_requests_by_subscribers",
                "Key frames that subscribers asked for (PLI, FIR).",
                workers,
                each -> each.counts().keyFramesForSubscribers()));
        all.add(counter(
                "parley_key_frame_requests_to_publishers",
                "Key frames that publishers were asked for (PLI, FIR).",
                workers,
                each -> each.counts().keyFramesOfPublishers()));
    }

    private static CounterSnapshot.Builder counter(String name, String help) {
        return CounterSnapshot.builder().name(name).help(help);
    }

    private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, long value) {
        return CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(labels)
                .value((double) value)
                .build();
    }

    private static MetricSnapshot counter(String name, String help, String label, Map<String, Long> counts) {
        CounterSnapshot.Builder counter = counter(name, help);
        counts.forEach((word, count) -> counter.dataPoint(point(Labels.of(label, word), count)));
        return counter.build();
    }

    private static MetricSnapshot counter(
            String name, String help, List<WorkerFigures> workers, ToLongFunction<WorkerFigures> value) {
        CounterSnapshot.Builder counter = counter(name, help);
        workers.forEach(each -> counter.dataPoint(point(Labels.of(WORKER, each.worker()), value.applyAsLong(each))));
        return counter.build();
    }

    private static MetricSnapshot gauge(String name, String help, long value) {
        return GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value((double) value)
                        .build())
                .build();
    }

    private static MetricSnapshot gauge(
            String name, String help, List<WorkerFigures> workers, ToLongFunction<WorkerFigures> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        workers.forEach(each -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(Labels.of(WORKER, each.worker()))
                .value((double) value.applyAsLong(each))
                .build()));
        return gauge.build();
    }

    /** Times of a Worker. */
    private interface Times {
        TimeHistogram.Values of(WorkerFigures figures);
    }

    private static MetricSnapshot histogram(String name, String help, List<WorkerFigures> workers, Times times) {
        HistogramSnapshot.Builder histogram = HistogramSnapshot.builder()
                .name(name + "_seconds")
                .unit(Unit.SECONDS)
                .help(help);
        for (WorkerFigures worker : workers) {
            TimeHistogram.Values values = times.of(worker);
            ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
            for (int i = 0; i < values.counts().size(); i++) {
                double bound = i < values.boundsNanos().size()
                        ? values.boundsNanos().get(i) / NANOS
                        : Double.POSITIVE_INFINITY;
                buckets.bucket(bound, values.counts().get(i));
            }
            histogram.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                    .labels(Labels.of(WORKER, worker.worker()))
                    .classicHistogramBuckets(buckets.build())
                    .sum(values.sumNanos() / NANOS)
                    .build());
        }
        return histogram.build();
    }
}
