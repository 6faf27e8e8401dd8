package dev.parley.sfu.configuration;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.regex.Pattern;

/** What an address, a host name and an origin look like; asks no name server. */
final class HostSyntax {
    // RFC 1123 section 2.1; the last label is not all digits, or it would be a broken IPv4 address.
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*(?!\\d+$)"
                    + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::\\d{1,5})?");

    private HostSyntax() {}

    static void require(Setting setting, String host) {
        if (!isAddress(host) && !NAME.matcher(host).matches()) {
            throw new WrongSettingException(
                    setting.key(), host, "an IP address or a host name is right, without port or brackets");
        }
    }

    /** A host name, and no address. */
    static boolean isName(String host) {
        return !isAddress(host) && NAME.matcher(host).matches();
    }

    static void requireOrigin(String origin) {
        if (!origin.equals(ServerConfiguration.EVERY_ADDRESS)
                && !ORIGIN.matcher(origin).matches()) {
            throw new WrongSettingException(
                    Setting.ALLOWED_ORIGINS.key(),
                    origin,
                    "an origin like https://meet.example is right, without path");
        }
    }

    private static boolean isAddress(String text) {
        try {
            if (text.indexOf(':') >= 0) {
                Inet6Address.ofLiteral(text);
            } else {
                Inet4Address.ofLiteral(text);
            }
            return text.indexOf('[') < 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
