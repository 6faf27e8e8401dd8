package dev.parley.sfu.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** DNS: whether the names that are announced have addresses. */
final class NamesCheck {
    private final List<String> announced;

    NamesCheck(List<String> announced) {
        this.announced = announced;
    }

    void check(Doctor.Listener listener) {
        announced.stream()
                .filter(host -> !isAddress(host))
                .map(NamesCheck::look)
                .forEach(listener::found);
    }

    private static Finding look(String name) {
        try {
            String addresses = Arrays.stream(InetAddress.getAllByName(name))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
            return Finding.well("name " + name + ": " + addresses);
        } catch (UnknownHostException e) {
            return Finding.wrong(
                    "name " + name + " is announced and has no address: mend the DNS, or announce another");
        }
    }

    static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
