package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ServerConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a firewall has to let in for a configuration, and how three of them are told. */
final class FirewallLines {
    /**
     * Ports that follow on one another.
     *
     * @param protocol {@code tcp} or {@code udp}
     * @param purpose in a few words
     */
    record Opening(int first, int last, String protocol, String purpose) {
        /** With a character between the first and the last, if there are more than one. */
        String range(char between) {
            return first == last ? Integer.toString(first) : first + String.valueOf(between) + last;
        }
    }

    private FirewallLines() {}

    /** What must be open to everyone who takes part; ports that are chosen at the start are not known here. */
    static List<Opening> openings(ServerConfiguration configuration) {
        List<Opening> openings = new ArrayList<>();
        boolean tls = configuration.tls().on();
        if (!configuration.onlyThisMachine()) {
            openings.add(new Opening(
                    configuration.pagesPort(),
                    configuration.pagesPort(),
                    "tcp",
                    configuration.oneTcpPort() ? "pages, signaling, media over TCP" : "pages, signaling"));
            if (tls && configuration.tls().httpRedirect()) {
                openings.add(new Opening(
                        configuration.httpPort(),
                        configuration.httpPort(),
                        "tcp",
                        configuration.tls().asksOverHttp()
                                ? "leads to https, and the authority asks here"
                                : "leads to https (may stay closed)"));
            }
        }
        int first = configuration.rtcPort();
        int last = first == 0 ? 0 : first + configuration.workers() - 1;
        if (configuration.udp()) {
            openings.add(new Opening(first, last, "udp", "media"));
        }
        if (configuration.tcp() && !configuration.oneTcpPort()) {
            openings.add(new Opening(first, last, "tcp", "media over TCP"));
        }
        return openings;
    }

    /** The whole answer to {@code parley ports}. */
    static List<String> of(ServerConfiguration configuration) {
        List<Opening> all = openings(configuration);
        List<Opening> known = all.stream().filter(each -> each.first() != 0).toList();
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%-12s %-8s %s", "PORT", "PROTOCOL", "WHAT FOR"));
        for (Opening each : all) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %-8s %s",
                    each.first() == 0 ? "(any free)" : each.range('-'),
                    each.protocol(),
                    each.purpose()));
        }
        if (configuration.onlyThisMachine()) {
            lines.add("");
            lines.add("Pages are for this machine alone (port " + configuration.pagesPort() + "): set tls for others.");
        }
        if (known.size() < all.size()) {
            lines.add("");
            lines.add("A port that is 0 is chosen at each start; a firewall needs a fixed one.");
        }
        lines.add("");
        lines.add("# ufw");
        known.forEach(each -> lines.add("ufw allow " + each.range(':') + "/" + each.protocol()));
        lines.add("");
        lines.add("# nftables (table and chain as in Debian's /etc/nftables.conf)");
        known.forEach(each -> lines.add(
                "nft add rule inet filter input " + each.protocol() + " dport " + each.range('-') + " accept"));
        lines.add("");
        lines.add("# firewalld");
        known.forEach(
                each -> lines.add("firewall-cmd --permanent --add-port=" + each.range('-') + "/" + each.protocol()));
        lines.add("firewall-cmd --reload");
        return lines;
    }
}
