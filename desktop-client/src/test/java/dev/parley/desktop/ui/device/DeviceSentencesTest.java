package dev.parley.desktop.ui.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.LocalMedia.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceSentencesTest {
    private static final Optional<Problem> FINE = Optional.empty();
    private static final Optional<Problem> NONE = Optional.of(Problem.NONE_THERE);
    private static final Optional<Problem> CLOSED = Optional.of(Problem.CANNOT_OPEN);

    @Test
    void theSameTroubleOfBothIsToldOnce() {
        assertThat(DeviceSentences.beforeJoining(NONE, NONE, FINE)).containsExactly("trouble.both.missing");
        assertThat(DeviceSentences.beforeJoining(NONE, CLOSED, CLOSED))
                .containsExactly("trouble.camera.missing", "trouble.microphone.closed", "trouble.speaker.closed");
        assertThat(DeviceSentences.beforeJoining(FINE, FINE, FINE)).isEmpty();
    }

    @Test
    void theButtonSaysWhatOneJoinsWith() {
        assertThat(DeviceSentences.joinLabel(FINE, FINE)).isEqualTo("join.now");
        assertThat(DeviceSentences.joinLabel(NONE, FINE)).isEqualTo("join.without-camera");
        assertThat(DeviceSentences.joinLabel(FINE, CLOSED)).isEqualTo("join.without-microphone");
        assertThat(DeviceSentences.joinLabel(NONE, CLOSED)).isEqualTo("join.watch");
    }
}
