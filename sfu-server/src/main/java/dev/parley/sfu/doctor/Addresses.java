package dev.parley.sfu.doctor;

import dev.parley.sfu.net.LocalAddresses;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;

/** Addresses as sentences name them. */
final class Addresses {
    private Addresses() {}

    /** With the brackets that an IPv6 address has there. */
    static String inUri(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /** Whether an interface of this machine has it. */
    static boolean isOwn(String address) {
        try {
            return isOwn(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    static boolean isOwn(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Those of this machine, in words. */
    static String own() {
        List<String> own = LocalAddresses.up();
        return own.isEmpty() ? "this machine has none but loopback" : "this machine has " + String.join(", ", own);
    }
}
