package dev.parley.sfu.tls;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;

/** Host names and addresses in certificates (RFC 5280 sections 4.2.1.6 and 4.2.1.10). */
final class LocalNames {
    /** Not public: RFC 6761, 6762, 8375, ICANN's "internal", and what routers at home call their networks. */
    private static final List<String> PRIVATE_DOMAINS =
            List.of("localhost", "local", "internal", "home.arpa", "lan", "home", "corp", "intranet", "test");

    /** Addresses that mean something else in every network: RFC 1918, 3927, 4193, 4291, 6598, and loopback. */
    private static final List<String> PRIVATE_NETWORKS = List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    private LocalNames() {}

    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    static GeneralName general(String name) {
        return new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }

    /** What to call a server with these names: a name that says something, if there is one. */
    static String title(Set<String> names) {
        return names.stream()
                .filter(name -> !isAddress(name) && !name.equals("localhost"))
                .findFirst()
                .or(() -> names.stream().findFirst())
                .orElse("localhost");
    }

    /** What an authority may vouch for: private names and addresses, and these. */
    static GeneralSubtree[] permitted(Set<String> names) {
        List<GeneralSubtree> permitted = new ArrayList<>();
        PRIVATE_DOMAINS.forEach(domain -> permitted.add(domain(domain)));
        PRIVATE_NETWORKS.forEach(network -> permitted.add(network(network)));
        for (String name : names) {
            if (!isAddress(name)) {
                permitted.add(domain(name));
            } else {
                permitted.add(network(name + (name.indexOf(':') >= 0 ? "/128" : "/32")));
            }
        }
        return permitted.toArray(GeneralSubtree[]::new);
    }

    private static GeneralSubtree domain(String domain) {
        return new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain));
    }

    private static GeneralSubtree network(String network) {
        int slash = network.indexOf('/');
        byte[] address = InetAddress.ofLiteral(network.substring(0, slash)).getAddress();
        int bits = Integer.parseInt(network.substring(slash + 1));
        byte[] withMask = Arrays.copyOf(address, address.length * 2);
        for (int i = 0; i < bits; i++) {
            withMask[address.length + i / 8] |= (byte) (0x80 >> i % 8);
        }
        return new GeneralSubtree(new GeneralName(GeneralName.iPAddress, new DEROctetString(withMask)));
    }
}
