package dev.parley.sfu.configuration;

import dev.parley.protocol.srtp.SrtpProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the server runs with; one that exists is consistent.
 *
 * @param httpHost address or name to listen on for pages and signaling; {@value #EVERY_ADDRESS} is every address,
 *     {@value #AUTO_HOST} is that with TLS, and this machine alone without
 * @param httpPort 0 to 65535; 0 takes a free one. With TLS it leads to the https port at most
 * @param allowedOrigins origins whose pages may connect besides the served host's own
 * @param arrivalsPerSecond 1 to {@value #MAX_ARRIVALS}: new connections, and joins, from one address in the long run
 * @param tokenRooms patterns of the rooms that open with a join token only
 * @param tokenSecretFile holds the secret that signs join tokens; there is one if there are token rooms
 * @param tls whether and how TLS is spoken
 * @param oneTcpPort whether media over TCP shares the port of the pages
 * @param dataDir what is kept: rooms that are set up, keys and certificates; absolute, made when it is first needed
 * @param rtcHost local address or name to receive media on; {@value #EVERY_ADDRESS} is every address
 * @param rtcPort 0 to 65535: the first worker's, each further worker has the next; 0 takes a free one for each
 * @param workers 1 to {@value #MAX_WORKERS}
 * @param roomSpread whether those who receive in one room are on several workers
 * @param loudestVoices 0 to {@value #MAX_LOUDEST}: how many voices are forwarded in a large room; 0 for all
 * @param announce addresses or host names that clients are told; empty means this machine's own
 * @param udp whether media goes over UDP
 * @param tcp whether media goes over TCP; at least one of both
 * @param preferUdp whether UDP candidates get the higher priority
 * @param srtpProfiles in the order of preference; at least one, none twice
 * @param srtpOpenSsl whether OpenSSL protects media where it is to be had
 * @param udpSettings how media over UDP is read and sent
 * @param metricsPort 0 to 65535, where metrics are served; 0 takes a free one; empty is nowhere
 * @param metricsHost address or name to serve metrics on
 * @param drainSeconds 0 to {@value #MAX_DRAIN_SECONDS}: how long it waits for people to leave when it is told to stop
 * @param logLevel how much is logged
 * @param logFormat how it is written
 */
public record ServerConfiguration(
        String httpHost,
        int httpPort,
        List<String> allowedOrigins,
        int arrivalsPerSecond,
        List<String> tokenRooms,
        Optional<Path> tokenSecretFile,
        TlsSettings tls,
        boolean oneTcpPort,
        Path dataDir,
        String rtcHost,
        int rtcPort,
        int workers,
        RoomSpread roomSpread,
        int loudestVoices,
        List<String> announce,
        boolean udp,
        boolean tcp,
        boolean preferUdp,
        List<SrtpProfile> srtpProfiles,
        boolean srtpOpenSsl,
        UdpSettings udpSettings,
        OptionalInt metricsPort,
        String metricsHost,
        int drainSeconds,
        LogLevel logLevel,
        LogFormat logFormat) {
    /** As {@link #httpHost()}. */
    public static final String EVERY_ADDRESS = "*";

    /** As {@link #httpHost()}. */
    public static final String AUTO_HOST = "auto";

    /** More threads than any machine this is meant for has cores. */
    public static final int MAX_WORKERS = 256;

    /** More at once nobody understands. */
    public static final int MAX_LOUDEST = 100;

    /** More than one control thread takes in. */
    public static final int MAX_ARRIVALS = 10_000;

    /** A day. */
    public static final int MAX_DRAIN_SECONDS = 86_400;

    static final int MAX_PORT = 65535;
    private static final int HTTP_PORT = 3000;
    private static final int TLS_HTTP_PORT = 80;

    /** @throws WrongSettingException naming what is wrong */
    public ServerConfiguration {
        allowedOrigins = List.copyOf(allowedOrigins);
        tokenRooms = List.copyOf(tokenRooms);
        announce = List.copyOf(announce);
        srtpProfiles = List.copyOf(srtpProfiles);
        if (!httpHost.equals(EVERY_ADDRESS) && !httpHost.equals(AUTO_HOST)) {
            HostSyntax.require(Setting.HTTP_HOST, httpHost);
        }
        requireRange(Setting.HTTP_PORT, httpPort, 0, MAX_PORT);
        allowedOrigins.forEach(HostSyntax::requireOrigin);
        requireRange(Setting.ARRIVALS_PER_SECOND, arrivalsPerSecond, 1, MAX_ARRIVALS);
        if (!tokenRooms.isEmpty() && tokenSecretFile.isEmpty()) {
            throw new WrongSettingException(
                    Setting.TOKEN_ROOMS.key(),
                    String.join(",", tokenRooms),
                    "tokens need a secret, name its file by " + Setting.TOKEN_SECRET_FILE.key());
        }
        if (!rtcHost.equals(EVERY_ADDRESS)) {
            HostSyntax.require(Setting.RTC_HOST, rtcHost);
        }
        requireRange(Setting.RTC_PORT, rtcPort, 0, MAX_PORT);
        requireRange(Setting.WORKERS, workers, 1, MAX_WORKERS);
        requireRange(Setting.LOUDEST_VOICES, loudestVoices, 0, MAX_LOUDEST);
        announce.forEach(host -> HostSyntax.require(Setting.ANNOUNCE, host));
        if (!udp && !tcp) {
            throw new WrongSettingException(Setting.TCP.key(), "false", "media needs UDP or TCP, both are off");
        }
        if (srtpProfiles.isEmpty() || srtpProfiles.stream().distinct().count() != srtpProfiles.size()) {
            throw new WrongSettingException(
                    Setting.SRTP_PROFILES.key(), srtpProfiles.toString(), "at least one is right, and none twice");
        }
        if (oneTcpPort && !tcp) {
            throw new WrongSettingException(Setting.ONE_TCP_PORT.key(), "true", "tcp is false: there is none to share");
        }
        if (tls.on() && tls.httpRedirect() && httpPort != 0 && httpPort == tls.httpsPort()) {
            throw new WrongSettingException(
                    Setting.HTTP_PORT.key(), Integer.toString(httpPort), "that is the https-port: take another");
        }
        metricsPort.ifPresent(port -> requireRange(Setting.METRICS_PORT, port, 0, MAX_PORT));
        HostSyntax.require(Setting.METRICS_HOST, metricsHost);
        requireRange(Setting.DRAIN_SECONDS, drainSeconds, 0, MAX_DRAIN_SECONDS);
        requireRtcPorts(rtcPort, workers);
        if (tcp && !oneTcpPort) {
            if (!tls.on() || tls.httpRedirect()) {
                requireFree(Setting.HTTP_PORT, httpPort, rtcPort, workers);
            }
            if (tls.on()) {
                requireFree(Setting.HTTPS_PORT, tls.httpsPort(), rtcPort, workers);
            }
        }
    }

    private static void requireRtcPorts(int rtcPort, int workers) {
        if (rtcPort != 0 && rtcPort + workers - 1 > MAX_PORT) {
            throw new WrongSettingException(
                    Setting.RTC_PORT.key(),
                    Integer.toString(rtcPort),
                    workers + " workers need as many ports, the highest start is " + (MAX_PORT - workers + 1));
        }
    }

    private static void requireFree(Setting setting, int port, int rtcPort, int workers) {
        int last = rtcPort + workers - 1;
        if (rtcPort != 0 && port >= rtcPort && port <= last) {
            throw new WrongSettingException(
                    setting.key(), Integer.toString(port), "media over TCP takes the ports " + rtcPort + " to " + last);
        }
    }

    static void requireRange(Setting setting, int value, int min, int max) {
        if (value < min || value > max) {
            throw new WrongSettingException(
                    setting.key(), Integer.toString(value), "a whole number from " + min + " to " + max + " is right");
        }
    }

    /** The port of pages and signaling: with TLS the https port. */
    public int pagesPort() {
        return tls.on() ? tls.httpsPort() : httpPort;
    }

    /** Whether nobody but this machine is served pages, because nobody asked for more. */
    public boolean onlyThisMachine() {
        return httpHost.equals(AUTO_HOST) && !tls.on();
    }

    /** Starts from the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what differs from the defaults. */
    public static final class Builder {
        private String httpHost = AUTO_HOST;
        private Optional<Integer> httpPort = Optional.empty();
        private List<String> allowedOrigins = List.of();
        private int arrivalsPerSecond = 20;
        private List<String> tokenRooms = List.of();
        private Optional<Path> tokenSecretFile = Optional.empty();
        private TlsSettings tls = TlsSettings.builder().build();
        private Optional<Boolean> oneTcpPort = Optional.empty();
        private Path dataDir = Path.of(System.getProperty("user.home"), ".local", "share", "parley");
        private String rtcHost = EVERY_ADDRESS;
        private int rtcPort = 40000;
        private RoomSpread roomSpread = RoomSpread.BY_LOAD;
        private int loudestVoices = 5;
        private int workers = Math.min(MAX_WORKERS, Runtime.getRuntime().availableProcessors());
        private List<String> announce = List.of();
        private boolean udp = true;
        private boolean tcp = true;
        private boolean preferUdp = true;
        private List<SrtpProfile> srtpProfiles = List.of(SrtpProfile.values());
        private boolean srtpOpenSsl = true;
        private UdpSettings udpSettings = UdpSettings.USUAL;
        private OptionalInt metricsPort = OptionalInt.empty();
        private String metricsHost = "127.0.0.1";
        private int drainSeconds;
        private LogLevel logLevel = LogLevel.WARN;
        private LogFormat logFormat = LogFormat.TEXT;

        private Builder() {}

        public Builder httpHost(String value) {
            httpHost = value;
            return this;
        }

        public Builder httpPort(int value) {
            httpPort = Optional.of(value);
            return this;
        }

        public Builder allowedOrigins(List<String> value) {
            allowedOrigins = value;
            return this;
        }

        public Builder arrivalsPerSecond(int value) {
            arrivalsPerSecond = value;
            return this;
        }

        public Builder tokenRooms(List<String> value) {
            tokenRooms = value;
            return this;
        }

        public Builder tokenSecretFile(Optional<Path> value) {
            tokenSecretFile = value;
            return this;
        }

        public Builder tls(TlsSettings value) {
            tls = value;
            return this;
        }

        /** Empty: with TLS and media over TCP. */
        public Builder oneTcpPort(Optional<Boolean> value) {
            oneTcpPort = value;
            return this;
        }

        public Builder dataDir(Path value) {
            dataDir = value;
            return this;
        }

        public Builder rtcHost(String value) {
            rtcHost = value;
            return this;
        }

        public Builder rtcPort(int value) {
            rtcPort = value;
            return this;
        }

        public Builder roomSpread(RoomSpread value) {
            roomSpread = value;
            return this;
        }

        public Builder loudestVoices(int value) {
            loudestVoices = value;
            return this;
        }

        public Builder workers(int value) {
            workers = value;
            return this;
        }

        public Builder announce(List<String> value) {
            announce = value;
            return this;
        }

        public Builder udp(boolean value) {
            udp = value;
            return this;
        }

        public Builder tcp(boolean value) {
            tcp = value;
            return this;
        }

        public Builder preferUdp(boolean value) {
            preferUdp = value;
            return this;
        }

        public Builder srtpProfiles(List<SrtpProfile> value) {
            srtpProfiles = value;
            return this;
        }

        /** As {@link ServerConfiguration#srtpOpenSsl()}. */
        public Builder srtpOpenSsl(boolean value) {
            srtpOpenSsl = value;
            return this;
        }

        public Builder udpSettings(UdpSettings value) {
            udpSettings = value;
            return this;
        }

        /** Those so far, to change one of them. */
        UdpSettings udpSettings() {
            return udpSettings;
        }

        public Builder metricsPort(OptionalInt value) {
            metricsPort = value;
            return this;
        }

        public Builder metricsHost(String value) {
            metricsHost = value;
            return this;
        }

        public Builder drainSeconds(int value) {
            drainSeconds = value;
            return this;
        }

        public Builder logLevel(LogLevel value) {
            logLevel = value;
            return this;
        }

        public Builder logFormat(LogFormat value) {
            logFormat = value;
            return this;
        }

        /** @throws WrongSettingException naming what is wrong */
        public ServerConfiguration build() {
            return new ServerConfiguration(
                    httpHost,
                    httpPort.orElse(tls.on() ? TLS_HTTP_PORT : HTTP_PORT),
                    allowedOrigins,
                    arrivalsPerSecond,
                    tokenRooms,
                    tokenSecretFile,
                    tls,
                    oneTcpPort.orElse(tls.on() && tcp),
                    dataDir,
                    rtcHost,
                    rtcPort,
                    workers,
                    roomSpread,
                    loudestVoices,
                    announce,
                    udp,
                    tcp,
                    preferUdp,
                    srtpProfiles,
                    srtpOpenSsl,
                    udpSettings,
                    metricsPort,
                    metricsHost,
                    drainSeconds,
                    logLevel,
                    logFormat);
        }
    }
}
