package dev.parley.sfu.doctor;

import dev.parley.sfu.configuration.ServerConfiguration;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All checks of the server that runs on this machine with these settings, one after the other. */
public final class Doctor {
    private final ServerConfiguration configuration;
    private final int pagesPort;
    private final Path proc = Path.of("/proc");
    private final Clock clock = Clock.systemUTC();

    /** Checks the server on the port of the settings. */
    public Doctor(ServerConfiguration configuration) {
        this(configuration, configuration.pagesPort());
    }

    /**
     * Checks the server on another port.
     *
     * @param pagesPort of pages and signaling, where the settings left it to the system
     */
    public Doctor(ServerConfiguration configuration, int pagesPort) {
        this.configuration = configuration;
        this.pagesPort = pagesPort;
    }

    /** Looks at everything; each finding is told as soon as it is there. */
    public List<Finding> examine(Listener listener) throws InterruptedException {
        List<Finding> all = new ArrayList<>();
        Listener both = finding -> {
            all.add(finding);
            listener.found(finding);
        };
        MachineCheck machine = new MachineCheck(proc, clock);
        machine.clock(both);
        machine.socketBuffers(both);
        machine.fileLimit(both);
        new NamesCheck(configuration.announce()).check(both);
        PagesCheck pages = new PagesCheck(configuration, root());
        if (pages.check(both)) {
            new CertificateCheck(configuration, root(), clock).check(both);
            new MediaCheck(configuration, root()).check(both);
        }
        return all;
    }

    /** Is told of each finding. */
    public interface Listener {
        /** One more. */
        void found(Finding finding);
    }

    /** The server's pages, as this machine reaches them. */
    private URI root() {
        String host = configuration.httpHost();
        if (host.equals(ServerConfiguration.EVERY_ADDRESS) || host.equals(ServerConfiguration.AUTO_HOST)) {
            host = InetAddress.getLoopbackAddress().getHostAddress();
        }
        return URI.create(
                (configuration.tls().on() ? "https://" : "http://") + Addresses.inUri(host) + ":" + pagesPort + "/");
    }
}
