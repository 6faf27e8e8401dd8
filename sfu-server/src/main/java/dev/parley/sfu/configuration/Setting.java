package dev.parley.sfu.configuration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be set, under one name in all three places: flag, environment, file. */
public enum Setting {
    HTTP_HOST(
            Form.TEXT,
            "ADDRESS",
            "auto",
            "Address or name to serve pages and signaling on; * is every address. auto is * with TLS, else this machine"
                    + " alone."),
    HTTP_PORT(
            Form.TEXT,
            "PORT",
            "3000, with TLS 80",
            "TCP port of pages and signaling; 0 takes a free one. With TLS it only leads to the https port."),
    ALLOWED_ORIGINS(
            Form.LIST,
            "ORIGIN",
            "none",
            "Origins (https://meet.example) whose pages may connect besides the served host's own; * is any."),
    ARRIVALS_PER_SECOND(
            Form.TEXT,
            "N",
            "20",
            "New connections, and joins, from one address in the long run; twenty times as many at once."),
    TOKEN_ROOMS(
            Form.LIST,
            "ROOM",
            "none",
            "Rooms that open with a join token only, * standing for any text: board-*; * alone is every room."),
    TOKEN_SECRET_FILE(
            Form.TEXT, "FILE", "none", "File with the secret that signs join tokens, at least 32 characters."),
    TLS(
            Form.TEXT,
            "MODE",
            "off",
            "The certificate: files (tls-certificate, tls-key), acme (a public authority), local (an authority of this"
                    + " server's own), or off for plain HTTP."),
    TLS_CERTIFICATE(
            Form.TEXT, "FILE", "none", "With tls files: PEM file with the certificate and those up to its root."),
    TLS_KEY(Form.TEXT, "FILE", "none", "With tls files: PEM file with the certificate's key."),
    HTTPS_PORT(Form.TEXT, "PORT", "443", "TCP port of pages and signaling with TLS; 0 takes a free one."),
    HTTP_REDIRECT(
            Form.SWITCH, "", "true", "Whether, with TLS, the http port leads to the https port; else it stays closed."),
    ONE_TCP_PORT(
            Form.SWITCH,
            "",
            "true with TLS, else false",
            "Media over TCP on the port of the pages, so that no other TCP port need be open."),
    DATA_DIR(
            Form.TEXT,
            "FOLDER",
            "~/.local/share/parley",
            "Folder of what the server keeps: rooms that are set up, keys and certificates. ~/ is the home of the user it runs as."),
    ACME_DOMAINS(Form.LIST, "NAME", "none", "With tls acme: the host names that the certificate is for."),
    ACME_EMAIL(Form.TEXT, "ADDRESS", "none", "With tls acme: where the authority writes to."),
    ACME_DIRECTORY(
            Form.TEXT, "URL", AcmeSettings.USUAL_DIRECTORY.toString(), "With tls acme: the authority's address."),
    ACME_AUTHORITY(
            Form.TEXT,
            "FILE",
            "none",
            "With tls acme: PEM file of the root to check the ACME server itself with, for one inside a company."),
    ACME_AGREE_TERMS(Form.SWITCH, "", "false", "With tls acme: whether you agree to the authority's terms."),
    ACME_CHALLENGES(
            Form.LIST,
            "CHALLENGE",
            "tls-alpn-01,http-01",
            "With tls acme: how the names are shown to be this server's, the first choice first."),
    RTC_HOST(Form.TEXT, "ADDRESS", "*", "Local address that media is received on; * is every address."),
    RTC_PORT(
            Form.TEXT,
            "PORT",
            "40000",
            "UDP and TCP port of the first worker's media, each further worker has the next; 0 takes free ones."),
    WORKERS(Form.TEXT, "N", "one for each core", "Threads that forward media."),
    ROOM_SPREAD(
            Form.TEXT,
            "HOW",
            "by-load",
            "Whether those who receive in one room are on several workers: by-load, never, or always, each on the next."),
    LOUDEST_VOICES(
            Form.TEXT,
            "N",
            "5",
            "How many voices are forwarded in a room of more than ten: those who speak or spoke last; 0 forwards all."),
    ANNOUNCE(
            Form.LIST,
            "ADDRESS",
            "the addresses of this machine",
            "Address or host name that clients reach media at; needed behind address translation."),
    UDP(Form.SWITCH, "", "true", "Media over UDP."),
    TCP(Form.SWITCH, "", "true", "Media over TCP, for networks that let no UDP through."),
    PREFER_UDP(Form.SWITCH, "", "true", "Whether clients should choose UDP when both work."),
    SRTP_PROFILES(
            Form.LIST,
            "PROFILE",
            "AEAD_AES_128_GCM,AEAD_AES_256_GCM,AES_CM_128_HMAC_SHA1_80",
            "Ciphers of media, the preferred one first."),
    SRTP_OPENSSL(
            Form.SWITCH,
            "",
            "true",
            "Whether OpenSSL (libcrypto.so.3) encrypts media with AES-GCM where it is installed; else Java does."),
    UDP_READ_BURST(
            Form.TEXT,
            "N",
            "32",
            "On Linux: the most datagrams read by one system call (recvmmsg); 1 is one by one, by Netty."),
    UDP_SEND_BATCH(
            Form.SWITCH,
            "",
            "true",
            "On Linux: whether all that is sent at one time leaves by one system call (sendmmsg)."),
    UDP_SEGMENTS(
            Form.TEXT,
            "N",
            "16",
            "With udp-send-batch: the most datagrams to one client that the kernel gets in one piece (UDP_SEGMENT), where it"
                    + " can; 1 is one by one."),
    UDP_GATHER_MICROS(
            Form.TEXT,
            "N",
            "1000",
            "Microseconds, up to 1000, for which the first packets of a picture wait for the others, and while packets come"
                    + " often whole pictures for sound; 0 is not at all."),
    UDP_BY_CONSUMER(
            Form.SWITCH,
            "",
            "true",
            "Whether packets that were read together are forwarded receiver by receiver, which udp-gather-micros and"
                    + " udp-equal-sizes need; else packet by packet."),
    UDP_EQUAL_SIZES(
            Form.SWITCH,
            "",
            "true",
            "With udp-segments: whether packets of pictures that differ a little in length are padded to the same."),
    METRICS_PORT(
            Form.TEXT,
            "PORT",
            "off",
            "TCP port of the metrics for Prometheus, at /metrics; 0 takes a free one, off opens none."),
    METRICS_HOST(Form.TEXT, "ADDRESS", "127.0.0.1", "Address or name to serve metrics on; they have no password."),
    DRAIN_SECONDS(
            Form.TEXT,
            "N",
            "0",
            "How long a server that is told to stop waits for people to leave; a second signal stops it at once."),
    LOG_LEVEL(Form.TEXT, "LEVEL", "warn", "What is logged: error, warn, info, debug or trace."),
    LOG_FORMAT(Form.TEXT, "FORMAT", "text", "How it is logged: text, or json, an object on each line.");

    /** How many values a setting takes. */
    public enum Form {
        /** One. */
        TEXT,
        /** Any number: the flag is repeated, or its values are separated by commas as in the environment. */
        LIST,
        /** True or false: {@code --name} or {@code --no-name}. */
        SWITCH
    }

    private final Form form;
    private final String placeholder;
    private final String standard;
    private final String description;

    Setting(Form form, String placeholder, String standard, String description) {
        this.form = form;
        this.placeholder = placeholder;
        this.standard = standard;
        this.description = description;
    }

    public Form form() {
        return form;
    }

    /** What stands for the value in the help; empty for a switch. */
    public String placeholder() {
        return placeholder;
    }

    /** The default, in words. */
    public String standard() {
        return standard;
    }

    /** One sentence for the help. */
    public String description() {
        return description;
    }

    /** The name in the file: {@code http-port}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name on the command line: {@code --http-port}. */
    public String flag() {
        return "--" + key();
    }

    /** The name in the environment: {@code PARLEY_HTTP_PORT}. */
    public String variable() {
        return "PARLEY_" + name();
    }

    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
    }
}
