package dev.parley.desktop.ui.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridLayoutTest {
    @ParameterizedTest(name = "{0} people in {1} x {2}: {3} columns")
    @CsvSource({
        "1, 1280, 600, 1, 1",
        "2, 1280, 600, 2, 1",
        "3, 1280, 600, 2, 2",
        "4, 1280, 720, 2, 2",
        "9, 1280, 720, 3, 3",
        "25, 1280, 720, 5, 5",
        "2, 400, 700, 1, 2",
        "9, 400, 700, 2, 5",
    })
    void tilesAreAsBigAsTheSpaceAllows(int count, int width, int height, int columns, int rows) {
        GridLayout layout = GridLayout.of(count, new Space(width, height, 10));
        assertThat(layout.columns()).isEqualTo(columns);
        assertThat(layout.rows()).isEqualTo(rows);
        assertThat(layout.columns() * layout.tileWidth() + 10 * (layout.columns() - 1))
                .isLessThanOrEqualTo(width);
        assertThat(layout.rows() * layout.tileHeight() + 10 * (layout.rows() - 1))
                .isLessThanOrEqualTo(height);
    }

    @Test
    void aTileIsNeverWiderThanACamerasPicture() {
        GridLayout layout = GridLayout.of(1, new Space(2000, 450, 10));
        assertThat((double) layout.tileWidth() / layout.tileHeight()).isLessThanOrEqualTo(16.0 / 9);
    }
}
