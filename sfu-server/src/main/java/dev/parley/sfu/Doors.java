package dev.parley.sfu;

import dev.parley.sfu.acme.AcmeCertificates;
import dev.parley.sfu.acme.HttpProofs;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.http.HttpLimits;
import dev.parley.sfu.http.HttpServer;
import dev.parley.sfu.http.HttpSettings;
import dev.parley.sfu.http.IceTcpDoor;
import dev.parley.sfu.http.RedirectServer;
import dev.parley.sfu.http.ServerCondition;
import dev.parley.sfu.http.TlsDoor;
import dev.parley.sfu.http.WebSocketHandler;
import dev.parley.sfu.net.NetworkLoop;
import dev.parley.sfu.net.SharedTcpPort;
import dev.parley.sfu.tls.AlpnProofs;
import dev.parley.sfu.tls.CertificateSource;
import dev.parley.sfu.tls.CertificateTrouble;
import dev.parley.sfu.tls.Certificates;
import dev.parley.sfu.tls.LocalAuthority;
import dev.parley.sfu.tls.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The TCP ports that pages and signaling come in by, as the settings want them: plain, or with TLS and a port that leads
 * there, and with the connections that bring media.
 *
 * <p>Thread: any but the control thread.
 */
final class Doors implements AutoCloseable {
    private static final InetAddress[] LOOPBACK = {InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")};

    private final ServerConfiguration configuration;
    private final NetworkLoop control;
    private final SharedTcpPort shared;
    private final ServerCondition condition;
    private final WebSocketHandler sockets;
    private final HttpProofs overHttp = new HttpProofs();
    private Optional<LocalAuthority> authority = Optional.empty();
    private Optional<Certificates> certificates = Optional.empty();
    private @Nullable HttpServer pages;
    private @Nullable RedirectServer redirect;
    private int port;

    Doors(
            ServerConfiguration configuration,
            NetworkLoop control,
            SharedTcpPort shared,
            ServerCondition condition,
            WebSocketHandler sockets) {
        this.configuration = configuration;
        this.control = control;
        this.shared = shared;
        this.condition = condition;
        this.sockets = sockets;
    }

    /**
     * Gets the certificate, before anything is opened.
     *
     * @throws IOException when there is none; its message is one line for the operator
     * @throws dev.parley.sfu.configuration.WrongSettingException when a setting is to be mended
     */
    void prepare() throws IOException {
        if (!configuration.tls().on()) {
            return;
        }
        AlpnProofs overTls = new AlpnProofs();
        certificates = Optional.of(Certificates.open(source(overTls), overTls));
    }

    private CertificateSource source(AlpnProofs overTls) throws IOException {
        return switch (configuration.tls().mode()) {
            case OFF -> throw new IllegalStateException("tls is off");
            case FILES -> CertificateSource.files(configuration.tls());
            case ACME -> AcmeCertificates.open(configuration.tls(), configuration.dataDir(), overHttp, overTls);
            case LOCAL -> {
                MachineNames names = new MachineNames(configuration);
                LocalAuthority own = LocalAuthority.open(configuration.dataDir(), names.get(), Instant.now());
                authority = Optional.of(own);
                yield CertificateSource.local(own, names);
            }
        };
    }

    /**
     * Opens the ports.
     *
     * @return where the pages are
     * @throws IOException when a port cannot be had; its message is one line for the operator
     */
    InetSocketAddress open() throws IOException {
        Optional<TlsDoor> tls = certificates.map(each -> each.endpoint()::handler);
        HttpServer server = new HttpServer(
                control.group(),
                new HttpSettings(
                        addresses(configuration, configuration.pagesPort()),
                        configuration.allowedOrigins(),
                        HttpLimits.STANDARD.withArrivalsPerSecond(configuration.arrivalsPerSecond()),
                        tls,
                        configuration.oneTcpPort() ? Optional.of(this::destination) : Optional.empty(),
                        authority.map(LocalAuthority::pem)),
                condition,
                sockets);
        pages = server;
        InetSocketAddress address = server.start();
        port = address.getPort();
        shared.opened(port);
        if (configuration.tls().on() && configuration.tls().httpRedirect()) {
            RedirectServer leading = new RedirectServer(
                    control.group(),
                    addresses(configuration, configuration.httpPort()),
                    HttpLimits.STANDARD,
                    port,
                    overHttp::answer);
            redirect = leading;
            leading.start();
        }
        certificates.ifPresent(Certificates::start);
        return address;
    }

    private Optional<IceTcpDoor.Destination> destination(String usernameFragment) {
        return shared.owner(usernameFragment).map(owner -> owner::adopt);
    }

    private static List<InetSocketAddress> addresses(ServerConfiguration configuration, int port) throws IOException {
        List<InetAddress> hosts = hosts(configuration);
        return hosts.isEmpty()
                ? List.of(new InetSocketAddress(port))
                : hosts.stream().map(host -> new InetSocketAddress(host, port)).toList();
    }

    /** Empty for every address. */
    private static List<InetAddress> hosts(ServerConfiguration configuration) throws IOException {
        if (configuration.onlyThisMachine()) {
            return loopback();
        }
        return switch (configuration.httpHost()) {
            case ServerConfiguration.EVERY_ADDRESS, ServerConfiguration.AUTO_HOST -> List.of();
            default -> List.of(resolve("http-host", configuration.httpHost()));
        };
    }

    private static List<InetAddress> loopback() throws IOException {
        List<InetAddress> found = new ArrayList<>();
        try {
            for (InetAddress each : LOOPBACK) {
                if (NetworkInterface.getByInetAddress(each) != null) { // not every machine has IPv6
                    found.add(each);
                }
            }
        } catch (SocketException e) {
            throw new IOException("the machine's network interfaces cannot be listed", e);
        }
        return found.isEmpty() ? List.of(LOOPBACK[0]) : found;
    }

    /** The only addresses at which media can come in by the port of the pages; empty when there are no others. */
    static List<String> tcpAddresses(ServerConfiguration configuration) throws IOException {
        return configuration.oneTcpPort()
                ? hosts(configuration).stream().map(InetAddress::getHostAddress).toList()
                : List.of();
    }

    static InetAddress resolve(String setting, String host) throws IOException {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IOException(setting + ": " + host + " has no address", e);
        }
    }

    /** What the operator should know once everything is open, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (configuration.onlyThisMachine()) {
            notes.add("only this machine can connect; for others set tls (local or files), or http-host for plain"
                    + " HTTP");
        }
        if (configuration.tls().on()) {
            notes.add("reachable as " + String.join(" ", reachable()));
        }
        if (configuration.tls().mode() == TlsMode.ACME && certificate().isEmpty()) {
            notes.add("there is no certificate yet; it is being asked for, and nobody can connect before it is there");
        }
        authority.ifPresent(own -> {
            notes.add("certificates are issued by this server's own authority, to be had at /ca.crt; its fingerprint:");
            notes.add("SHA256 " + own.fingerprint());
        });
        return notes;
    }

    /** How many WebSockets were refused because their address opened too many; on the control thread. */
    long refusedArrivals() {
        return pages == null ? 0 : pages.refusedArrivals();
    }

    /** Of the pages, as others open them. */
    private List<String> reachable() {
        MachineNames names = new MachineNames(configuration);
        return switch (configuration.tls().mode()) {
            case OFF -> List.of();
            case LOCAL -> names.addresses(port);
            case ACME -> names.addresses(port, configuration.tls().acme().domains());
            case FILES ->
                names.addresses(port, certificate().map(ServerIdentity::names).orElse(List.of()));
        };
    }

    /** What keeps a newer certificate away, if anything does. */
    Optional<CertificateTrouble> certificateTrouble() {
        return certificates.flatMap(Certificates::trouble);
    }

    /** The certificate that is shown to clients. */
    Optional<ServerIdentity> certificate() {
        return certificates.flatMap(Certificates::current);
    }

    @Override
    public void close() {
        certificates.ifPresent(Certificates::close);
        if (redirect != null) {
            redirect.close();
        }
        if (pages != null) {
            pages.close();
        }
    }
}
