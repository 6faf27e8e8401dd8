package dev.parley.sfu;

import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.net.LocalAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What this machine is called and reached at: its host name, its addresses, and what is announced. Thread: any. */
final class MachineNames implements Supplier<Set<String>> {
    private final ServerConfiguration configuration;

    MachineNames(ServerConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Those that others use first, loopback last. */
    @Override
    public Set<String> get() {
        Set<String> names = new LinkedHashSet<>(reachable());
        names.add("localhost");
        names.add("127.0.0.1");
        names.add("0:0:0:0:0:0:0:1");
        return names;
    }

    private Set<String> reachable() {
        Set<String> names = new LinkedHashSet<>();
        configuration.announce().forEach(host -> names.add(plain(host)));
        switch (configuration.httpHost()) {
            case ServerConfiguration.EVERY_ADDRESS, ServerConfiguration.AUTO_HOST -> {
                // Addresses first: others need not know the machine by the name that it has for itself.
                LocalAddresses.up().forEach(address -> names.add(plain(address)));
                hostName(names);
            }
            default -> names.add(plain(configuration.httpHost()));
        }
        return names;
    }

    /** The addresses of pages, as others open them. */
    List<String> addresses(int port) {
        return addresses(port, reachable());
    }

    /** The same for these names; a wildcard is none. */
    List<String> addresses(int port, Collection<String> names) {
        String suffix = port == 443 ? "/" : ":" + port + "/";
        return names.stream()
                .filter(name -> name.indexOf('*') < 0)
                .map(name -> "https://" + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + suffix)
                .toList();
    }

    /** What is written in certificates: addresses in Java's form, names in lower case. */
    private static String plain(String host) {
        try {
            return InetAddress.ofLiteral(host).getHostAddress();
        } catch (IllegalArgumentException e) {
            return host.toLowerCase(Locale.ROOT);
        }
    }

    private static void hostName(Set<String> names) {
        try {
            InetAddress self = InetAddress.getLocalHost();
            for (String name : List.of(self.getCanonicalHostName(), self.getHostName())) {
                String lower = name.toLowerCase(Locale.ROOT);
                // A machine without a name answers with its address.
                if (lower.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
                        && !lower.matches("[0-9.]+")
                        && !lower.equals("localhost")) {
                    names.add(lower);
                }
            }
        } catch (UnknownHostException e) {
            // Its name has no address here: then others do not reach it by that either.
            return;
        }
    }
}
