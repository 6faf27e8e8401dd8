package dev.parley.sfu.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "http://meet.example,        meet.example,      true",
        "https://meet.example,       meet.example,      true",
        "https://meet.example:443,   meet.example,      true",
        "https://meet.example,       meet.example:443,  true",
        "https://MEET.example,       meet.EXAMPLE,      true",
        "http://localhost:3000,      localhost:3000,    true",
        "http://[::1]:3000,          [::1]:3000,        true",
        "https://meet.example:8443,  meet.example,      false",
        "http://localhost:3001,      localhost:3000,    false",
        "http://localhost,           localhost:3000,    false",
        "https://evil.example,       meet.example,      false",
        "https://meet.example.evil,  meet.example,      false",
        "https://evil@meet.example,  meet.example,      false",
        "https://meet.example/,      meet.example,      false",
        "ftp://meet.example,         meet.example,      false",
        "null,                       meet.example,      false",
        "'',                         meet.example,      false",
    })
    void thePageOfAnOriginMayConnectToItsOwnHostOnly(String origin, String host, boolean admitted) {
        Authority served = Authority.parse(host).orElseThrow();
        assertThat(new OriginPolicy(List.of(), false).admits(List.of(origin), served))
                .isEqualTo(admitted);
    }

    @Test
    void noOriginIsANativeClientAndTwoAreATrick() {
        Authority host = Authority.parse("meet.example").orElseThrow();
        OriginPolicy policy = new OriginPolicy(List.of(), false);
        assertThat(policy.admits(List.of(), host)).isTrue();
        assertThat(policy.admits(List.of("https://meet.example", "https://evil.example"), host))
                .isFalse();
    }

    @Test
    void anAsteriskAdmitsAll() {
        Authority host = Authority.parse("meet.example").orElseThrow();
        assertThat(new OriginPolicy(List.of("*"), true).admits(List.of("https://any.example"), host))
                .isTrue();
    }
}
