package dev.parley.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.Participant;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** How the call goes, in figures and in marks. */
class FiguresWindowTest extends WindowTest {
    private final PersonDouble grace = new PersonDouble("g", "Grace Hopper").camera(true);

    @Test
    void theStatisticsComeAndGoByKey(FxRobot robot) {
        windows.enter(grace);
        assertThat(windows.isSeen("#statistics")).isFalse();
        robot.type(KeyCode.T);
        windows.see("#statistics");
        assertThat(windows.every(Labeled.class).stream().map(Labeled::getText))
                .contains("VP8 (libvpx 1.12)", "1,640 of 2,500 kbit/s", "640×360", "2.3", "0.4 %", "the connection");
        robot.type(KeyCode.T);
        assertThat(windows.isSeen("#statistics")).isFalse();
    }

    @Test
    void whoseSoundKeepsFailingHasAMark() {
        grace.arrives(sound(4_800, 96_000));
        windows.enter(grace);
        assertThat(windows.tileOf("Grace Hopper").getAccessibleText()).doesNotContain("connection");
        windows.eventually(() -> {
            grace.arrives(sound(
                    grace.figures().orElseThrow().concealedSamples() + 4_800,
                    grace.figures().orElseThrow().playedSamples() + 9_600));
            assertThat(windows.tileOf("Grace Hopper").getAccessibleText()).contains("poor connection");
        });
    }

    @Test
    void whatOneSendsBadlyHasAMarkOnOnesOwnTile() {
        CallDouble call = windows.enter(grace);
        call.loses(0.1);
        windows.eventually(() ->
                assertThat(windows.tileOf("Ada (you)").getAccessibleText()).isEqualTo("Ada (you), poor connection"));
        call.loses(0);
        windows.eventually(() ->
                assertThat(windows.tileOf("Ada (you)").getAccessibleText()).isEqualTo("Ada (you)"));
    }

    private static Participant.Figures sound(long concealed, long played) {
        return new Participant.Figures(0, 0, 0, 32_000, 0, 0, concealed, played);
    }
}
