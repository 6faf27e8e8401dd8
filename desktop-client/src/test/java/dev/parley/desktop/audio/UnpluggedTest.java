package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With a sound server whose microphone and speaker are taken away while they are in use. */
class UnpluggedTest {
    @Test
    void soundGoesOnWithoutTheDeviceThatWasPulledOutAndWithTheNextOneChosen() throws Exception {
        try (var sandbox = new PulseSandbox()) {
            assertThat(sandbox.run(UnplugRun.class)).contains("survived 1");
        }
    }
}
