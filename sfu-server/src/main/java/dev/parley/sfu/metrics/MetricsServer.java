package dev.parley.sfu.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;

/** {@code GET /metrics} in the text format of Prometheus, for the server and for its virtual machine. Thread: any. */
public final class MetricsServer implements AutoCloseable {
    private final HTTPServer server;

    private MetricsServer(HTTPServer server) {
        this.server = server;
    }

    /**
     * Opens the port.
     *
     * @param port 0 takes a free one
     * @throws IOException when the port cannot be had; its message is one line for the operator
     */
    public static MetricsServer open(InetAddress host, int port, ServerFigures.Source source) throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new ServerCollector(source));
        JvmMetrics.builder().register(registry);
        try {
            return new MetricsServer(HTTPServer.builder()
                    .inetAddress(host)
                    .port(port)
                    .registry(registry)
                    .buildAndStart());
        } catch (IOException e) {
            throw new IOException(
                    "metrics-port " + port + " of " + host.getHostAddress() + " cannot be had: " + e.getMessage(), e);
        }
    }

    /** The port. */
    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.close();
    }
}
