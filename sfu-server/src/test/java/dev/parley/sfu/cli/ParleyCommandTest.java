package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.configuration.RoomSpread;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.Setting;
import dev.parley.sfu.configuration.TlsMode;
import dev.parley.sfu.configuration.TlsSettings;
import dev.parley.sfu.configuration.UdpSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is typed and what is answered, without a server: the launcher notes its configuration and gives up. */
class ParleyCommandTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final List<ServerConfiguration> launched = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everySettingCanBeGivenAsAFlag() {
        run(
                "run --http-host 127.0.0.1 --http-port 3001 --allowed-origins https://a.example --rtc-host 127.0.0.1"
                        + " --rtc-port 41000 --workers 3 --announce 203.0.113.7 --announce meet.example"
                        + " --no-udp --tcp --no-prefer-udp --srtp-profiles AES_CM_128_HMAC_SHA1_80,AEAD_AES_256_GCM"
                        + " --log-level error --tls acme --https-port 8443 --http-redirect --no-one-tcp-port --data-dir /data"
                        + " --acme-domains meet.example,www.meet.example --acme-email a@meet.example --acme-agree-terms"
                        + " --acme-directory https://ca.example/d --acme-authority /root.pem --acme-challenges http-01"
                        + " --drain-seconds 600 --metrics-port 9464 --metrics-host ::1 --log-format json"
                        + " --no-srtp-openssl --udp-read-burst 8 --no-udp-send-batch --udp-segments 4 --udp-gather-micros 500 --no-udp-by-consumer --no-udp-equal-sizes --room-spread always");
        assertThat(err.toString()).isEqualTo("parley: the test launches nothing\n");
        ServerConfiguration given = launched.getFirst();
        assertThat(given.httpHost()).isEqualTo("127.0.0.1");
        assertThat(given.httpPort()).isEqualTo(3001);
        assertThat(given.allowedOrigins()).containsExactly("https://a.example");
        assertThat(given.rtcHost()).isEqualTo("127.0.0.1");
        assertThat(given.rtcPort()).isEqualTo(41000);
        assertThat(given.workers()).isEqualTo(3);
        assertThat(given.roomSpread()).isEqualTo(RoomSpread.ALWAYS);
        assertThat(given.announce()).containsExactly("203.0.113.7", "meet.example");
        assertThat(given.udp()).isFalse();
        assertThat(given.tcp()).isTrue();
        assertThat(given.preferUdp()).isFalse();
        assertThat(given.srtpOpenSsl()).isFalse();
        assertThat(given.srtpProfiles())
                .extracting(Enum::name)
                .containsExactly("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_256_GCM");
        assertThat(given.udpSettings()).isEqualTo(new UdpSettings(8, false, 4, 500, false, false));
        assertThat(given.logLevel().name()).isEqualTo("ERROR");
        assertThat(given.logFormat().name()).isEqualTo("JSON");
        assertThat(given.oneTcpPort()).isFalse();
        assertThat(given.metricsPort()).hasValue(9464);
        assertThat(given.metricsHost()).isEqualTo("::1");
        assertThat(given.drainSeconds()).isEqualTo(600);
        assertThat(given.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(given.tls())
                .isEqualTo(TlsSettings.builder()
                        .mode(TlsMode.ACME)
                        .httpsPort(8443)
                        .acmeDomains(List.of("meet.example", "www.meet.example"))
                        .acmeEmail(Optional.of("a@meet.example"))
                        .acmeAgreeTerms(true)
                        .acmeDirectory(URI.create("https://ca.example/d"))
                        .acmeAuthority(Optional.of(Path.of("/root.pem")))
                        .acmeChallenges(List.of(AcmeChallenge.HTTP_01))
                        .build());
        run("run --tls files --tls-certificate /cert.pem --tls-key /key.pem");
        assertThat(launched.getLast().tls().certificate()).contains(Path.of("/cert.pem"));
        assertThat(launched.getLast().tls().key()).contains(Path.of("/key.pem"));
    }

    @Test
    void aFlagSwitchesOnAgainWhatTheEnvironmentSwitchedOff() {
        environment.put("PARLEY_UDP", "false");
        run("run --udp");
        assertThat(launched.getFirst().udp()).isTrue();
    }

    @Test
    void aPortInUseIsOnePlainLine() {
        assertThat(run("run")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("parley: the test launches nothing\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aWrongSettingIsOneLineThatNamesItAndExit78() {
        assertThat(run("run --http-port 70000")).isEqualTo(78);
        assertThat(err.toString())
                .isEqualTo("parley: http-port is \"70000\" (--http-port): a whole number from 0 to 65535 is right\n");
        assertThat(launched).isEmpty();
    }

    @Test
    void anUnknownOrIncompleteArgumentIsOneLineAndExit78() {
        for (String arguments : List.of("run --http-prot 1", "run --workers", "run stray", "serve", "")) {
            err.getBuffer().setLength(0);
            assertThat(run(arguments)).isEqualTo(78);
            assertThat(err.toString()).startsWith("parley: ").hasLineCount(1);
        }
        assertThat(launched).isEmpty();
    }

    @Test
    void thePortsOfASafeServerAreThePagesAndTheMedia() {
        assertThat(run("ports --tls local --workers 2")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "PORT         PROTOCOL WHAT FOR",
                        "443          tcp      pages, signaling, media over TCP",
                        "80           tcp      leads to https (may stay closed)",
                        "40000-40001  udp      media",
                        "",
                        "# ufw",
                        "ufw allow 443/tcp",
                        "ufw allow 80/tcp",
                        "ufw allow 40000:40001/udp",
                        "",
                        "# nftables (table and chain as in Debian's /etc/nftables.conf)",
                        "nft add rule inet filter input tcp dport 443 accept",
                        "nft add rule inet filter input tcp dport 80 accept",
                        "nft add rule inet filter input udp dport 40000-40001 accept",
                        "",
                        "# firewalld",
                        "firewall-cmd --permanent --add-port=443/tcp",
                        "firewall-cmd --permanent --add-port=80/tcp",
                        "firewall-cmd --permanent --add-port=40000-40001/udp",
                        "firewall-cmd --reload");
    }

    @Test
    void thePortsFollowTheSettings() {
        run("ports --workers 1");
        assertThat(out.toString())
                .contains(
                        "40000        udp", "40000        tcp", "ufw allow 40000/tcp", "this machine alone (port 3000)")
                .doesNotContain("ufw allow 3000");
        out.getBuffer().setLength(0);
        run("ports --http-host * --workers 1 --no-tcp --rtc-port 0");
        assertThat(out.toString())
                .contains("ufw allow 3000/tcp", "(any free)   udp", "a firewall needs a fixed one")
                .doesNotContain("ufw allow 0");
        out.getBuffer().setLength(0);
        assertThat(run("ports --https-port 70000")).isEqualTo(78);
    }

    @Test
    void anAuthorityThatAsksOnTheHttpPortNeedsItOpen() {
        run("ports --tls acme --acme-domains meet.example --acme-agree-terms");
        assertThat(out.toString()).contains("80           tcp      leads to https, and the authority asks here");
        out.getBuffer().setLength(0);
        run("ports --tls acme --acme-domains meet.example --acme-agree-terms --acme-challenges tls-alpn-01");
        assertThat(out.toString()).contains("80           tcp      leads to https (may stay closed)");
    }

    @Test
    void theHelpNamesEverySetting() {
        assertThat(run("run --help")).isZero();
        for (Setting setting : Setting.values()) {
            assertThat(out.toString())
                    .contains(setting.flag().replace("--", setting.form() == Setting.Form.SWITCH ? "--[no-]" : "--"));
        }
        assertThat(out.toString()).contains("--config", "--print-config");
    }

    @Test
    void theVersionIsTheBuilds() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("parley \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void theExplainedFileIsPrintedAsItIs() throws IOException {
        assertThat(run("run --print-config")).isZero();
        assertThat(out.toString()).isEqualTo(RunCommand.explainedFile()).contains("#http-port: 3000");
    }

    @Test
    void anInvitationIsALinkWithTheTokenBehindTheHash() throws IOException {
        environment.put("PARLEY_TOKEN_SECRET_FILE", secret("0123456789abcdef0123456789abcdef"));
        assertThat(run("token --room board --name Ada --role moderator --valid 30d --link meet.example:8443"))
                .isZero();
        assertThat(out.toString()).matches("https://meet\\.example:8443/r/board#token=[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    }

    @Test
    void anAdminsLinkLeadsToTheAdminPage() throws IOException {
        environment.put("PARLEY_TOKEN_SECRET_FILE", secret("0123456789abcdef0123456789abcdef"));
        assertThat(run("token --admin --valid 1h --link meet.example")).isZero();
        assertThat(out.toString()).matches("https://meet\\.example/admin#token=[\\w-]+\\.[\\w-]+\\.[\\w-]+\\R");
    }

    @Test
    void aTokenThatCannotBeMadeIsOneLineAndExit78() throws IOException {
        String good = secret("0123456789abcdef0123456789abcdef");
        assertThat(List.of(
                        "token",
                        "token --room board",
                        "token --admin --room board --token-secret-file " + good,
                        "token --room board --token-secret-file " + secret("short"),
                        "token --room board --token-secret-file " + folder.resolve("missing"),
                        "token --room board --valid tomorrow --token-secret-file " + good,
                        "token --room board --valid -3h --token-secret-file " + good,
                        "token --room board --valid 9999d --token-secret-file " + good,
                        "token --room board --role king --token-secret-file " + good,
                        "token --room board --link ftp://x --token-secret-file " + good))
                .allSatisfy(arguments -> {
                    err.getBuffer().setLength(0);
                    assertThat(run(arguments)).isEqualTo(78);
                    assertThat(err.toString()).startsWith("parley: ").hasLineCount(1);
                });
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void tokenRoomsNeedASecret() {
        assertThat(run("run --token-rooms board-*")).isEqualTo(78);
        assertThat(err.toString()).contains("token-rooms", "token-secret-file").hasLineCount(1);
    }

    private String secret(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "secret", ""), text + "\n")
                .toString();
    }

    private int run(String arguments) {
        CommandLine parley = ParleyCommand.create(
                configuration -> {
                    launched.add(configuration);
                    throw new BindException("the test launches nothing");
                },
                environment,
                Map.of());
        return parley.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
    }
}
