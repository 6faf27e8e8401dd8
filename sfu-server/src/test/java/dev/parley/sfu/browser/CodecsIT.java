package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every video codec that the server offers arrives and is shown. */
final class CodecsIT {
    private static final LocalPages pages = BaseClient.serve();

    @RegisterExtension
    @Order(1)
    static final RunningServer server = RunningServer.with("--allowed-origins", pages.origin());

    @RegisterExtension
    @Order(2)
    static final Chromium chromium = Chromium.withFakeDevices();

    @AfterAll
    static void closePages() {
        pages.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"video/H264", "video/VP9", "video/AV1"})
    void aCodecIsForwardedAndShown(String mimeType) {
        String room = mimeType.replace('/', '-');
        BaseClient anna = join("anna", room, mimeType);
        anna.peerId();
        BaseClient bert = join("bert", room, mimeType);

        anna.awaitSeesAndHears(bert);
        bert.awaitSeesAndHears(anna);

        for (BaseClient person : new BaseClient[] {anna, bert}) {
            assertThat(person.received("consumed"))
                    .extracting(frame ->
                            frame.at("/payload/rtpParameters/codecs/0/mimeType").asText())
                    .contains(mimeType);
        }
    }

    private static BaseClient join(String name, String room, String mimeType) {
        return BaseClient.joinWithCodec(chromium.newPage(name), pages, server.signaling(), room, mimeType);
    }
}
