package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The one SRTP profile that every WebRTC endpoint must have (RFC 8827, section 6.5) suffices for a call. */
final class AesCmOnlyIT {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("--srtp-profiles", "AES_CM_128_HMAC_SHA1_80");

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    @Test
    void twoPeopleSeeAndHearEachOtherUnderAesCm() {
        Person anna = Person.join(chromium.newPage("Anna"), server.room("cm"), "Anna");
        Person bert = Person.join(chromium.newPage("Bert"), server.room("cm"), "Bert");

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        for (Person person : List.of(anna, bert)) {
            assertThat(person.instruments().paths())
                    .hasSize(2)
                    .extracting(Instruments.Path::srtpCipher)
                    .containsOnly("SRTP_AES128_CM_HMAC_SHA1_80");
        }
    }
}
