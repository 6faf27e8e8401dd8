package dev.parley.sfu.cli;

import dev.parley.protocol.signaling.Role;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenGrant;
import dev.parley.sfu.access.TokenSecret;
import dev.parley.sfu.configuration.ConfigurationSources;
import dev.parley.sfu.configuration.Setting;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley token}: makes an invitation. Standard output has the token or the link, and nothing else. */
@Command(
        name = "token",
        description = "Makes a join token, or with --link an invitation link with a token in it.",
        sortOptions = false,
        footer = {"", "The secret is that of the running server: --config, or PARLEY_TOKEN_SECRET_FILE."})
@SuppressWarnings("NullAway.Init") // set by picocli before call()
final class TokenCommand implements Callable<Integer> {
    private static final int MAX_ROOM_LENGTH = 128;
    private static final int MAX_NAME_LENGTH = 64;
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--room", paramLabel = "ROOM", description = "The room it opens.")
    private String room = "";

    @Option(names = "--admin", description = "Instead of a room it opens the admin page.")
    private boolean admin;

    @Option(names = "--name", paramLabel = "NAME", description = "Who comes; else whoever has it says so.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "owner, moderator, participant (the default) or viewer, who sends nothing.")
    private Role role = Role.PARTICIPANT;

    @Option(names = "--valid", paramLabel = "TIME", description = "How long: 90m, 12h, 30d. Default: 24h.")
    private String valid = "24h";

    @Option(
            names = "--link",
            paramLabel = "URL",
            description = "Prints an invitation link to this server (https://meet.example).")
    private @Nullable String link;

    @Option(names = "--config", paramLabel = "FILE", description = "The settings of the server.")
    private @Nullable String config;

    @Option(names = "--token-secret-file", paramLabel = "FILE", description = "The secret, when no settings name it.")
    private @Nullable String secretFile;

    /** @param environment as {@link System#getenv()} gives it */
    TokenCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (admin != room.isEmpty()) {
            throw wrong("either --room ROOM or --admin is needed");
        }
        if (!admin && (room.isBlank() || room.length() > MAX_ROOM_LENGTH)) {
            throw wrong("--room takes 1 to " + MAX_ROOM_LENGTH + " characters");
        }
        if (name.length() > MAX_NAME_LENGTH || !name.matches("\\P{Cntrl}*")) {
            throw wrong("--name takes at most " + MAX_NAME_LENGTH + " characters");
        }
        if (role == Role.GUEST) {
            throw wrong("--role takes owner, moderator, participant or viewer: guests come without a token");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = now.plus(duration());
        JoinTokens tokens = new JoinTokens(secret(), Instant::now);
        String token = admin ? tokens.signAdmin(expires) : tokens.sign(new TokenGrant(room, name, role, expires));
        PrintWriter out = spec.commandLine().getOut();
        out.println(link == null ? token : invitation(link, token));
        out.flush();
        return ExitCode.OK;
    }

    private Duration duration() {
        try {
            Duration duration = Duration.parse(valid.endsWith("d") || valid.endsWith("D") ? "P" + valid : "PT" + valid);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (RuntimeException e) {
            // Said below, like a time that is too long.
        }
        throw wrong("--valid is \"" + valid + "\": a time like 90m, 12h or 30d is right, at most ten years");
    }

    private TokenSecret secret() {
        ConfigurationSources sources = new ConfigurationSources(environment);
        if (config != null) {
            sources.file(config);
        }
        if (secretFile != null) {
            sources.flag(Setting.TOKEN_SECRET_FILE, List.of(secretFile));
        }
        return sources.read()
                .tokenSecretFile()
                .map(TokenSecret::read)
                .orElseThrow(() -> wrong("there is no secret to sign with: name the settings of the server by --config"
                        + " FILE, or the secret by --token-secret-file FILE"));
    }

    /** The token stands behind the {@code #}: browsers send that part to nobody. */
    private String invitation(String server, String token) {
        try {
            URI uri = URI.create(server.contains("://") ? server : "https://" + server);
            if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("https?")) {
                throw new IllegalArgumentException();
            }
            String path = admin
                    ? "/admin"
                    : "/r/" + URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
            return uri.getScheme() + "://" + uri.getRawAuthority() + path + "#token=" + token;
        } catch (IllegalArgumentException e) {
            throw wrong("--link is \"" + server + "\": an address like https://meet.example is right");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
