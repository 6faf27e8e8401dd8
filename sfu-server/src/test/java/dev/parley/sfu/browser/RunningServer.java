package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Our server as a process of its own, on free ports of this machine, started and stopped as an operator would. As an
 * extension of a test class it lives as long as the class, or as long as the run if it is {@link #shared}.
 */
final class RunningServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    private static final BuiltProgram PROGRAM = new BuiltProgram(
            Path.of("target").toAbsolutePath(), "sfu-server", "dev.parley.sfu.Main", BuiltProgram.SHORT_LIVED);

    private static final Pattern READY = Pattern.compile("^ready (https?://\\S+)");
    /** The server is ready within 2 s; a machine that also runs browsers may take longer. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    /** Below the range from which Linux picks ports for outgoing connections (32768 up), so none is taken meanwhile. */
    private static final int LOWEST_RTC_PORT = 20_000;

    private static final int HIGHEST_RTC_PORT = 32_000;
    /** Room for the workers of a machine with many cores: each takes one port, following on the first. */
    private static final int RTC_PORTS = 16;

    private final List<String> options;
    private final boolean tls;
    private final Path data;
    private final boolean shared;
    /** Put before the name of each room, so that the test classes that share a server meet nobody of each other. */
    private String roomPrefix = "";

    private @Nullable WatchedProcess process;
    private URI root = URI.create("http://localhost/");
    private int rtcPort;

    private RunningServer(List<String> options, boolean tls, Path data, boolean shared) {
        this.options = options;
        this.tls = tls;
        this.data = data;
        this.shared = shared;
    }

    /**
     * The one server for all test classes that want nothing special of it and do it no harm: as an extension only. A
     * server for each would cost seconds of start and of compilation each time.
     */
    static RunningServer shared() {
        return new RunningServer(List.of(), false, Evidence.made(), true);
    }

    /** A server that is yet to be started, with {@code options} beside the ports, which keeps rooms for itself alone. */
    static RunningServer with(String... options) {
        Path data = Evidence.made().resolve("data-" + UUID.randomUUID());
        return new RunningServer(List.of(options), false, data, false);
    }

    /** The same, over TLS with an authority of its own: pages and media over TCP share one port. */
    static RunningServer overTls(String... options) {
        return new RunningServer(List.of(options), true, Evidence.made().resolve("tls"), false);
    }

    /** Starts the server and returns when it says that it is ready. */
    RunningServer start(String name) {
        rtcPort = freeRtcPorts();
        return start(name, freeTcpPort());
    }

    /** Starts a server that was stopped, on the ports it had. */
    RunningServer startAgain() {
        return start("again-" + rtcPort, root.getPort());
    }

    private RunningServer start(String name, int httpPort) {
        var command = PROGRAM.command(RunningServer::rehearse);
        command.addAll(List.of("run", "--rtc-port", Integer.toString(rtcPort)));
        command.addAll(
                tls
                        ? List.of("--tls", "local", "--https-port", Integer.toString(httpPort), "--no-http-redirect")
                        : List.of("--http-port", Integer.toString(httpPort)));
        command.addAll(List.of("--data-dir", data.toString()));
        command.addAll(options);
        process = WatchedProcess.start(command, Evidence.logs().resolve(name + "-server.log"), READY);
        root = URI.create(process.awaitLine(START_LIMIT));
        return this;
    }

    private static void rehearse(List<String> command) {
        command.add("rehearse");
        BuiltProgram.runToEnd(command, Evidence.logs().resolve("rehearsal-server.log"));
    }

    /** The address of the first page, as printed: {@code http://localhost:PORT/}. */
    URI root() {
        return root;
    }

    /**
     * By which Chromium knows the authority of a server over TLS: the hash of its key, as in {@code
     * --ignore-certificate-errors-spki-list}.
     */
    String authorityKeyHash() {
        Path certificate = data.resolve("authority").resolve("ca.crt");
        try (InputStream pem = Files.newInputStream(certificate)) {
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey()
                    .getEncoded();
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server made no authority", e);
        }
    }

    /** The join link of a room. */
    String room(String room) {
        return root.resolve("/r/" + nameOf(room)).toString();
    }

    /** What a room of this test class is called at the server. */
    String nameOf(String room) {
        return roomPrefix + room;
    }

    /** Where signaling is spoken, as base clients reach it: the root path. */
    URI signaling() {
        return URI.create(root.getScheme().replace("http", "ws") + "://" + root.getAuthority() + "/");
    }

    int httpPort() {
        return root.getPort();
    }

    /** The media address of the first worker, UDP and TCP. */
    InetSocketAddress rtcAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), rtcPort);
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends the server as an operator does (SIGTERM) and gives its exit code. */
    int stop() {
        if (process == null || shared) {
            throw new IllegalStateException("the server was not started, or not by this test");
        }
        return process.stop(STOP_LIMIT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        String test = context.getRequiredTestClass().getSimpleName();
        if (shared) {
            RunningServer common = context.getRoot()
                    .getStore(Namespace.create(RunningServer.class))
                    .computeIfAbsent(RunningServer.class, key -> with().start("shared"), RunningServer.class);
            process = common.process;
            root = common.root;
            rtcPort = common.rtcPort;
            roomPrefix = test + "-";
        } else {
            start(test);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!shared) {
            close();
        } else if (!isAlive()) {
            throw new IllegalStateException("the shared server ended during " + context.getDisplayName());
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            int code = process.stop(STOP_LIMIT);
            if (code != 0) {
                throw new IllegalStateException("the server ended with " + code + ":\n" + process.output());
            }
        }
    }

    private static int freeTcpPort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free TCP port", e);
        }
    }

    /** The first of {@value #RTC_PORTS} ports in a row that nobody uses, neither over UDP nor over TCP. */
    static int freeRtcPorts() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST_RTC_PORT, HIGHEST_RTC_PORT);
            if (areFree(first)) {
                return first;
            }
        }
        throw new IllegalStateException("no " + RTC_PORTS + " free ports in a row");
    }

    private static boolean areFree(int first) {
        for (int port = first; port < first + RTC_PORTS; port++) {
            try (var tcp = new ServerSocket(port);
                    var udp = new DatagramSocket(port)) {
                if (tcp.getLocalPort() != udp.getLocalPort()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
