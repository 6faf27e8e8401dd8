package dev.parley.desktop.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant.Figures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/quality.md. */
class QualityTest {
    private static final Figures BEGINNING = new Figures(0, 0, 0, 0, 0, 0, 5_000, 10_000);

    @ParameterizedTest
    @CsvSource({
        // made up of 10,000 samples, ms to the server and back, ms in the buffer, frames, is it seen
        "  0,   0,   0, 30, true,  GOOD",
        "150, 200, 250, 12, true,  GOOD",
        "151,   0,   0, 30, true,  FAIR",
        "501,   0,   0, 30, true,  POOR",
        "  0, 201,   0, 30, true,  FAIR",
        "  0, 401,   0, 30, true,  POOR",
        "  0,   0, 251, 30, true,  FAIR",
        "  0,   0, 601, 30, true,  POOR",
        "  0,   0,   0, 11, true,  FAIR",
        "  0,   0,   0,  4, true,  POOR",
        "  0,   0, 601,  0, false, GOOD",
        "151, 401,   0, 30, true,  POOR",
    })
    void theWorstFigureDecides(
            long concealed, double rtt, double buffer, double frames, boolean seen, Quality quality) {
        Figures now = new Figures(640, 360, frames, 0, 0, buffer, 5_000 + concealed, 20_000);
        assertThat(Quality.of(BEGINNING, now, seen, rtt)).isEqualTo(quality);
    }

    @ParameterizedTest
    @CsvSource({
        // share lost, ms to the server and back, frames
        "0,     200, 30, GOOD",
        "0.016,   0, 30, FAIR",
        "0.06,    0, 30, POOR",
        "0,     201, 30, FAIR",
        "0,     401, 30, POOR",
        "0,       0, 11, FAIR",
        "0,       0,  4, POOR",
        "0,       0,  0, GOOD",
    })
    void whatOneSendsIsJudgedByTheSameLimits(double loss, double rtt, double frames, Quality quality) {
        var sent = new Call.Figures("", 640, 360, frames, 0, 0, loss, rtt, "UDP", "", List.of(), Optional.empty());
        assertThat(Quality.ofSent(sent)).isEqualTo(quality);
    }

    @Test
    void whereNothingWasPlayedNothingWasMadeUp() {
        assertThat(Quality.of(BEGINNING, BEGINNING, false, 0)).isEqualTo(Quality.GOOD);
    }

    @Test
    void whatIsToldHasLastedForTwoLooks() {
        assertThat(Quality.lasting(Optional.empty(), Quality.POOR)).isEqualTo(Quality.GOOD);
        assertThat(Quality.lasting(Optional.of(Quality.GOOD), Quality.POOR)).isEqualTo(Quality.GOOD);
        assertThat(Quality.lasting(Optional.of(Quality.POOR), Quality.FAIR)).isEqualTo(Quality.FAIR);
        assertThat(Quality.lasting(Optional.of(Quality.POOR), Quality.POOR)).isEqualTo(Quality.POOR);
        assertThat(Quality.lasting(Optional.of(Quality.POOR), Quality.GOOD)).isEqualTo(Quality.GOOD);
    }
}
