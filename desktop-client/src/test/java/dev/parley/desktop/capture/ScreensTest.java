package dev.parley.desktop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.desktop.picture.CounterBlocks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreensTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({
        "all, true",
        "screen:1, true",
        "screen:0, false",
        "region:640x480+10+20, true",
        "region:640x480+-1280+0, true",
        "region:640x480, false",
        "test-pattern, true",
        "test-pattern:640x360@5, true",
        "camera, false",
    })
    void namesAreKnown(String name, boolean known) {
        assertThat(Screens.isName(name)).isEqualTo(known);
    }

    @Test
    void aRegionHasAName() {
        assertThat(Screens.isName(Screens.nameOf(new Area(-5, 10, 300, 200)))).isTrue();
        assertThat(Screens.nameOf(new Area(-5, 10, 300, 200))).isEqualTo("region:300x200+-5+10");
    }

    @Test
    void whatIsOutsideOfTheScreensIsLeftOut() {
        assertThat(new Area(-100, 50, 300, 200).within(new Area(0, 0, 1920, 1080)))
                .isEqualTo(new Area(0, 50, 200, 200));
    }

    @Test
    void aFrozenScreenGoesOnWithTheSamePicture() throws DeviceException {
        List<Integer> numbers = new CopyOnWriteArrayList<>();
        try (SharedScreen screen = Screens.open("test-pattern:64x36@50")) {
            screen.start(picture -> numbers.add(CounterBlocks.read(picture).orElse(-1)), () -> numbers.add(-2));
            await().atMost(LIMIT).until(() -> numbers.size() > 5);
            screen.freeze(true);
            await().atMost(LIMIT).until(() -> repeated(numbers) >= 2);
            screen.freeze(false);
            int still = numbers.getLast();
            await().atMost(LIMIT).until(() -> numbers.getLast() != still);
        }
        assertThat(numbers).allMatch(number -> number >= 0);
    }

    /** How often the last number came again. */
    private static int repeated(List<Integer> numbers) {
        List<Integer> copy = List.copyOf(numbers);
        return (int) copy.stream().filter(copy.getLast()::equals).count() - 1;
    }
}
