package dev.parley.sfu.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.srtp.SrtpProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationSourcesTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void withoutAnythingGivenTheDefaultsHold() {
        ServerConfiguration configuration = new ConfigurationSources(environment).read();
        assertThat(configuration).isEqualTo(ServerConfiguration.builder().build());
        assertThat(configuration.httpPort()).isEqualTo(3000);
        assertThat(configuration.rtcPort()).isEqualTo(40000);
        assertThat(configuration.srtpProfiles()).containsExactly(SrtpProfile.values());
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFileAndThatOverTheDefault() throws IOException {
        environment.put("PARLEY_CONFIG", file("http-port: 1001\nrtc-port: 1002\nworkers: 3\n"));
        environment.put("PARLEY_HTTP_PORT", "2001");
        environment.put("PARLEY_RTC_PORT", "2002");
        ConfigurationSources sources = new ConfigurationSources(environment);
        sources.flag(Setting.HTTP_PORT, List.of("3001"));
        ServerConfiguration configuration = sources.read();
        assertThat(configuration.httpPort()).isEqualTo(3001);
        assertThat(configuration.rtcPort()).isEqualTo(2002);
        assertThat(configuration.workers()).isEqualTo(3);
        assertThat(configuration.udp()).isTrue();
    }

    @Test
    void listsComeFromRepeatedFlagsFromCommasAndFromYaml() throws IOException {
        ConfigurationSources sources = new ConfigurationSources(environment);
        environment.put("PARLEY_ALLOWED_ORIGINS", "https://a.example, https://b.example:8443");
        sources.flag(Setting.ANNOUNCE, List.of("203.0.113.7", "2001:db8::7,meet.example"));
        sources.file(file("srtp-profiles: [aes_cm_128_hmac_sha1_80]\nrtc-host: 127.0.0.1\n"));
        ServerConfiguration configuration = sources.read();
        assertThat(configuration.announce()).containsExactly("203.0.113.7", "2001:db8::7", "meet.example");
        assertThat(configuration.allowedOrigins()).containsExactly("https://a.example", "https://b.example:8443");
        assertThat(configuration.srtpProfiles()).containsExactly(SrtpProfile.AES_CM_128_HMAC_SHA1_80);
        assertThat(configuration.rtcHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aVariableThatIsSetButEmptyIsNotSet() {
        environment.put("PARLEY_HTTP_PORT", " ");
        environment.put("PARLEY_CONFIG", "");
        assertThat(new ConfigurationSources(environment).read().httpPort()).isEqualTo(3000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HTTP_PORT | seventy | a whole number is right",
                "HTTP_PORT | 70000 | a whole number from 0 to 65535 is right",
                "HTTP_PORT | 40000 | media over TCP takes the ports 40000",
                "HTTP_HOST | ho st | an IP address or a host name is right",
                "RTC_PORT | -1 | a whole number from 0 to 65535 is right",
                "RTC_PORT | 65535 | 4 workers need as many ports, the highest start is 65532",
                "RTC_HOST | 300.1.2.3 | an IP address or a host name is right",
                "ARRIVALS_PER_SECOND | 0 | a whole number from 1 to 10000 is right",
                "WORKERS | 0 | a whole number from 1 to 256 is right",
                "ANNOUNCE | 1.2.3.4:5 | an IP address or a host name is right",
                "ANNOUNCE | [::1] | an IP address or a host name is right",
                "ANNOUNCE | a,,b | an IP address or a host name is right",
                "UDP | yes | true or false is right",
                "SRTP_PROFILES | NULL_CIPHER | right are AEAD_AES_128_GCM, AEAD_AES_256_GCM",
                "SRTP_PROFILES | AEAD_AES_128_GCM,AEAD_AES_128_GCM | at least one is right, and none twice",
                "ALLOWED_ORIGINS | meet.example | an origin like https://meet.example is right",
                "TLS | yes | right are OFF, FILES, ACME, LOCAL",
                "TLS_CERTIFICATE | /a.pem | it has an effect only with tls: files",
                "TLS_KEY | /a.pem | it has an effect only with tls: files",
                "HTTPS_PORT | 8443 | tls is off: set tls, or use http-port",
                "HTTPS_PORT | 65536 | a whole number from 0 to 65535 is right",
                "HTTP_REDIRECT | false | tls is off: there is nowhere to lead to",
                "ONE_TCP_PORT | maybe | true or false is right",
                "ACME_DOMAINS | meet.example | it has an effect only with tls: acme",
                "ACME_DOMAINS | 192.0.2.7 | a host name is right, no address and no wildcard",
                "ACME_DOMAINS | *.meet.example | a host name is right, no address and no wildcard",
                "ACME_DOMAINS | a.example,a.example | a name stands there twice",
                "ACME_EMAIL | a@b | it has an effect only with tls: acme",
                "ACME_EMAIL | somebody | an e-mail address is right",
                "ACME_DIRECTORY | https://ca.example/dir | it has an effect only with tls: acme",
                "ACME_DIRECTORY | http://ca.example/dir | an address that begins with https:// is right",
                "ACME_DIRECTORY | https:// | an address that begins with https:// is right",
                "ACME_AUTHORITY | /root.pem | it has an effect only with tls: acme",
                "ACME_AGREE_TERMS | true | it has an effect only with tls: acme",
                "ACME_CHALLENGES | http-01 | it has an effect only with tls: acme",
                "ACME_CHALLENGES | dns-01 | right are tls-alpn-01, http-01",
                "ACME_CHALLENGES | http-01,HTTP_01 | at least one is right, and none twice",
                "LOG_LEVEL | loud | right are ERROR, WARN, INFO, DEBUG, TRACE",
            })
    void aWrongValueIsNamedWithItsSettingItsPlaceAndWhatIsRight(Setting setting, String value, String advice) {
        environment.put("PARLEY_WORKERS", "4");
        environment.put(setting.variable(), value);
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(setting.key() + " is \"")
                .hasMessageContaining("(" + setting.variable() + ")")
                .hasMessageContaining(advice);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TLS=files | tls-certificate is \"\": tls is files",
                "TLS=files TLS_CERTIFICATE=/a.pem | tls-key is \"\": tls is files",
                "TLS=local TLS_KEY=/a.pem | tls-key is \"/a.pem\" (PARLEY_TLS_KEY): it has an effect only with tls: files",
                "TLS=acme ACME_AGREE_TERMS=true | acme-domains is \"\": tls is acme",
                "TLS=acme ACME_DOMAINS=a.example | acme-agree-terms is \"false\": tls is acme: read the terms of"
                        + " acme-v02.api.letsencrypt.org",
                "TLS=acme ACME_DOMAINS=a.example ACME_AGREE_TERMS=true ACME_CHALLENGES=http-01 HTTP_REDIRECT=false"
                        + " | http-redirect is \"false\" (PARLEY_HTTP_REDIRECT): acme-challenges is http-01 alone",
                "TLS=local ACME_EMAIL=a@b | acme-email is \"a@b\" (PARLEY_ACME_EMAIL): it has an effect only",
                "TLS=local HTTP_PORT=443 | http-port is \"443\" (PARLEY_HTTP_PORT): that is the https-port",
                "TLS=local HTTPS_PORT=40000 ONE_TCP_PORT=false | https-port is \"40000\" (PARLEY_HTTPS_PORT): media over"
                        + " TCP takes",
                "TCP=false ONE_TCP_PORT=true | one-tcp-port is \"true\" (PARLEY_ONE_TCP_PORT): tcp is false",
            })
    void settingsThatContradictEachOtherAreNamed(String given, String message) {
        give(given);
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void tlsChangesWhatOtherSettingsMeanByThemselves() {
        ServerConfiguration plain = new ConfigurationSources(environment).read();
        assertThat(plain.onlyThisMachine()).isTrue();
        assertThat(plain.pagesPort()).isEqualTo(3000);
        assertThat(plain.oneTcpPort()).isFalse();

        give("TLS=local");
        ServerConfiguration local = new ConfigurationSources(environment).read();
        assertThat(local.onlyThisMachine()).isFalse();
        assertThat(local.pagesPort()).isEqualTo(443);
        assertThat(local.httpPort()).isEqualTo(80);
        assertThat(local.oneTcpPort()).isTrue();

        give("TCP=false");
        assertThat(new ConfigurationSources(environment).read().oneTcpPort()).isFalse();
        give("TCP=true RTC_PORT=443 ONE_TCP_PORT=true");
        assertThat(new ConfigurationSources(environment).read().rtcPort()).isEqualTo(443);
    }

    @Test
    void plainHttpForOthersIsAskedForByAHost() {
        for (String host : List.of("*", "192.0.2.7", "meet.example")) {
            give("HTTP_HOST=" + host);
            assertThat(new ConfigurationSources(environment).read().onlyThisMachine())
                    .isFalse();
        }
    }

    @Test
    void aPathMayBeginAtHomeAndIsAbsolute() {
        give("DATA_DIR=~/parley-data");
        assertThat(new ConfigurationSources(environment).read().dataDir())
                .isEqualTo(Path.of(System.getProperty("user.home"), "parley-data"));
        give("DATA_DIR=data");
        assertThat(new ConfigurationSources(environment).read().dataDir())
                .isEqualTo(Path.of("data").toAbsolutePath());
    }

    private void give(String assignments) {
        for (String assignment : assignments.split(" ", -1)) {
            String[] parts = assignment.split("=", 2);
            environment.put("PARLEY_" + parts[0], parts[1]);
        }
    }

    @Test
    void mediaNeedsUdpOrTcp() {
        environment.put("PARLEY_UDP", "false");
        environment.put("PARLEY_TCP", "false");
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessage("tcp is \"false\" (PARLEY_TCP): media needs UDP or TCP, both are off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`# one\n\nhttp-port: 99999`|http-port is \"99999\" (parley.yaml line 3): a whole number from 0 to 65535",
                "`http-prot: 3000`|http-prot is \"3000\" (parley.yaml line 1): there is no such setting",
                "`udp: true\nhttp: {port: 3000}`|http is \"{...}\" (parley.yaml line 2): there is no such setting",
                "`udp: true\nudp: false`|udp is \"false\" (parley.yaml line 2): it stands there twice, see parley.yaml line 1",
                "`http-port:`|http-port is \"\" (parley.yaml line 1): give it a value or take the line out",
                "`http-port: [1, 2]`|http-port is \"[...]\" (parley.yaml line 1): one value is right",
                "`announce: {a: b}`|announce is \"{...}\" (parley.yaml line 1): a list of values is right",
                "`announce: [a, [b]]`|announce is \"[...]\" (parley.yaml line 1): give it a value",
            })
    void aWrongLineOfTheFileIsNamedByItsNumber(String yaml, String message) throws IOException {
        environment.put("PARLEY_CONFIG", file(yaml));
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`announce: [1`|is not YAML",
                "`- a`|line 1 must look like",
                "`just words`|line 1 must look like",
                "`udp: true\n---\ntcp: true`|begins a second document",
            })
    void aFileThatIsNoMappingIsRefusedInOneLine(String yaml, String message) throws IOException {
        environment.put("PARLEY_CONFIG", file(yaml));
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("config is ")
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        environment.put("PARLEY_CONFIG", folder.resolve("none.yaml").toString());
        assertThatThrownBy(() -> new ConfigurationSources(environment).read())
                .isInstanceOf(WrongSettingException.class)
                .hasMessageEndingWith("there is no such file");
    }

    @Test
    void anEmptyFileAndTheExplainedOneChangeNothing() throws IOException {
        for (String yaml : List.of("", "# nothing\n", explained())) {
            ConfigurationSources sources = new ConfigurationSources(environment);
            sources.file(file(yaml));
            assertThat(sources.read()).isEqualTo(ServerConfiguration.builder().build());
        }
    }

    @Test
    void theDefaultsInTheExplainedFileAreTheRealOnes() throws IOException {
        String uncommented = explained()
                .lines()
                .filter(line -> line.matches("#[a-z-]+: .*"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
        environment.put("PARLEY_CONFIG", file(uncommented));
        environment.put("PARLEY_WORKERS", "7"); // differs from machine to machine
        assertThat(new ConfigurationSources(environment).read())
                .isEqualTo(ServerConfiguration.builder().workers(7).build());
    }

    @ParameterizedTest
    @EnumSource
    void theExplainedFileHasEverySettingWithAWordAboutIt(Setting setting) throws IOException {
        assertThat(explained()).containsPattern("(?m)^# .*\n(?:#[a-z-]+: .*\n)?#" + setting.key() + ": ");
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("parley.yaml"), content).toString();
    }

    private static String explained() throws IOException {
        try (InputStream in = ConfigurationSourcesTest.class.getResourceAsStream("/parley.yaml")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
