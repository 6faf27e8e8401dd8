package dev.parley.protocol.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RtpHeaderExtensionTest {
    @ParameterizedTest
    @EnumSource
    void everyExtensionIsFoundByItsName(RtpHeaderExtension extension) {
        assertThat(RtpHeaderExtension.ofUri(extension.uri())).contains(extension);
    }

    @Test
    void unknownNamesAreEmpty() {
        assertThat(RtpHeaderExtension.ofUri("urn:ietf:params:rtp-hdrext:encrypt"))
                .isEmpty();
        assertThat(RtpHeaderExtension.ofUri("")).isEmpty();
    }
}
