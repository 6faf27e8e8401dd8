package dev.parley.sfu.configuration;

import dev.parley.protocol.srtp.SrtpProfile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joins the places a setting can come from: the flag wins over the environment, that over the file, that over the
 * default.
 */
public final class ConfigurationSources {
    /** Names the file, when {@code --config} does not. */
    private static final String FILE_VARIABLE = "PARLEY_CONFIG";

    private final Map<Setting, Given> flags = new EnumMap<>(Setting.class);
    private final Map<String, String> environment;
    private @Nullable String file;

    /** {@code environment} as {@link System#getenv()} gives it. */
    public ConfigurationSources(Map<String, String> environment) {
        this.environment = environment;
        this.file = environment.get(FILE_VARIABLE);
    }

    /** A flag was given, with these values; those of a list may be joined by commas. */
    public void flag(Setting setting, List<String> values) {
        flags.put(setting, new Given(split(setting, String.join(",", values)), setting.flag()));
    }

    /** {@code --config} was given. */
    public void file(String path) {
        file = path;
    }

    /**
     * The whole configuration.
     *
     * @throws WrongSettingException when anything given is wrong
     */
    public ServerConfiguration read() {
        Map<Setting, Given> given = new EnumMap<>(Setting.class);
        if (file != null && !file.isEmpty()) {
            given.putAll(SettingsFile.read(path(file)));
        }
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.variable(), "").strip();
            if (!value.isEmpty()) { // set but empty means not set, as people write it in compose files
                given.put(setting, new Given(split(setting, value), setting.variable()));
            }
        }
        given.putAll(flags);
        return build(given);
    }

    private static ServerConfiguration build(Map<Setting, Given> given) {
        ServerConfiguration.Builder builder = ServerConfiguration.builder();
        TlsSettings.Builder tls = TlsSettings.builder();
        try {
            given.forEach((setting, values) -> apply(builder, tls, setting, values));
            return builder.tls(tls.build()).build();
        } catch (WrongSettingException e) {
            throw Setting.ofKey(e.setting())
                    .flatMap(setting -> Optional.ofNullable(given.get(setting)))
                    .map(values -> e.from(values.origin()))
                    .orElse(e);
        }
    }

    private static void apply(
            ServerConfiguration.Builder builder, TlsSettings.Builder tls, Setting setting, Given given) {
        switch (setting) {
            case HTTP_HOST -> builder.httpHost(given.text());
            case HTTP_PORT -> builder.httpPort(number(setting, given));
            case ALLOWED_ORIGINS -> builder.allowedOrigins(given.values());
            case ARRIVALS_PER_SECOND -> builder.arrivalsPerSecond(number(setting, given));
            case TOKEN_ROOMS -> builder.tokenRooms(given.values());
            case TOKEN_SECRET_FILE -> builder.tokenSecretFile(file(setting, given));
            case TLS -> tls.mode(word(setting, given.text(), TlsMode.values()));
            case TLS_CERTIFICATE -> tls.certificate(file(setting, given));
            case TLS_KEY -> tls.key(file(setting, given));
            case HTTPS_PORT -> tls.httpsPort(number(setting, given));
            case HTTP_REDIRECT -> tls.httpRedirect(truth(setting, given));
            case ONE_TCP_PORT -> builder.oneTcpPort(truthOrAuto(setting, given));
            case DATA_DIR -> builder.dataDir(file(setting, given).orElseThrow(() -> noPath(setting, "")));
            case ACME_DOMAINS -> tls.acmeDomains(given.values());
            case ACME_EMAIL -> tls.acmeEmail(text(given));
            case ACME_DIRECTORY -> tls.acmeDirectory(AcmeSettings.directory(given.text()));
            case ACME_AUTHORITY -> tls.acmeAuthority(file(setting, given));
            case ACME_AGREE_TERMS -> tls.acmeAgreeTerms(truth(setting, given));
            case ACME_CHALLENGES ->
                tls.acmeChallenges(given.values().stream()
                        .map(name -> word(setting, name, AcmeChallenge.values()))
                        .toList());
            case RTC_HOST -> builder.rtcHost(given.text());
            case RTC_PORT -> builder.rtcPort(number(setting, given));
            case WORKERS -> builder.workers(number(setting, given));
            case ROOM_SPREAD -> builder.roomSpread(word(setting, given.text(), RoomSpread.values()));
            case LOUDEST_VOICES -> builder.loudestVoices(number(setting, given));
            case ANNOUNCE -> builder.announce(given.values());
            case UDP -> builder.udp(truth(setting, given));
            case TCP -> builder.tcp(truth(setting, given));
            case PREFER_UDP -> builder.preferUdp(truth(setting, given));
            case SRTP_PROFILES ->
                builder.srtpProfiles(given.values().stream()
                        .map(name -> word(setting, name, SrtpProfile.values()))
                        .toList());
            case SRTP_OPENSSL -> builder.srtpOpenSsl(truth(setting, given));
            case UDP_READ_BURST -> builder.udpSettings(builder.udpSettings().withReadBurst(number(setting, given)));
            case UDP_SEND_BATCH -> builder.udpSettings(builder.udpSettings().withSendBatch(truth(setting, given)));
            case UDP_SEGMENTS -> builder.udpSettings(builder.udpSettings().withSegments(number(setting, given)));
            case UDP_GATHER_MICROS ->
                builder.udpSettings(builder.udpSettings().withGatherMicros(number(setting, given)));
            case UDP_BY_CONSUMER -> builder.udpSettings(builder.udpSettings().withByConsumer(truth(setting, given)));
            case UDP_EQUAL_SIZES -> builder.udpSettings(builder.udpSettings().withEqualSizes(truth(setting, given)));
            case METRICS_PORT -> builder.metricsPort(numberOrOff(setting, given));
            case METRICS_HOST -> builder.metricsHost(given.text());
            case DRAIN_SECONDS -> builder.drainSeconds(number(setting, given));
            case LOG_LEVEL -> builder.logLevel(word(setting, given.text(), LogLevel.values()));
            case LOG_FORMAT -> builder.logFormat(word(setting, given.text(), LogFormat.values()));
        }
    }

    private static int number(Setting setting, Given given) {
        try {
            return Integer.parseInt(given.text());
        } catch (NumberFormatException e) {
            throw new WrongSettingException(setting.key(), given.text(), "a whole number is right");
        }
    }

    private static OptionalInt numberOrOff(Setting setting, Given given) {
        // YAML 1.1 has "off" for false, and whoever quotes nothing is not wrong.
        boolean off = given.text().equalsIgnoreCase("off") || given.text().equalsIgnoreCase("false");
        return off ? OptionalInt.empty() : OptionalInt.of(number(setting, given));
    }

    private static boolean truth(Setting setting, Given given) {
        return switch (given.text().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongSettingException(setting.key(), given.text(), "true or false is right");
        };
    }

    /** {@code auto}, the default, leaves it to the other settings. */
    private static Optional<Boolean> truthOrAuto(Setting setting, Given given) {
        return given.text().equalsIgnoreCase("auto") ? Optional.empty() : Optional.of(truth(setting, given));
    }

    /** An empty text is none. */
    private static Optional<String> text(Given given) {
        return Optional.of(given.text()).filter(text -> !text.isBlank());
    }

    private static Optional<Path> file(Setting setting, Given given) {
        return text(given).map(text -> {
            try {
                return text.startsWith("~/")
                        ? Path.of(System.getProperty("user.home"), text.substring(2))
                        : Path.of(text).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw noPath(setting, text);
            }
        });
    }

    private static WrongSettingException noPath(Setting setting, String text) {
        return new WrongSettingException(setting.key(), text, "a path is right");
    }

    private static <E extends Enum<E>> E word(Setting setting, String text, E[] words) {
        return Arrays.stream(words)
                .filter(word ->
                        word.name().equalsIgnoreCase(text) || word.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new WrongSettingException(
                        setting.key(),
                        text,
                        "right are " + Arrays.stream(words).map(Enum::toString).collect(Collectors.joining(", "))));
    }

    private static List<String> split(Setting setting, String value) {
        return setting.form() == Setting.Form.LIST
                ? Arrays.stream(value.split(",", -1)).map(String::strip).toList()
                : List.of(value);
    }

    private static Path path(String text) {
        try {
            return Path.of(text).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new WrongSettingException("config", text, "the path of a file is right");
        }
    }
}
