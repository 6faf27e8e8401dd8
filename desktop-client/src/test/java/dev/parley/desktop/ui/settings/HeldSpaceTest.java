package dev.parley.desktop.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldSpaceTest {
    private boolean live;
    private boolean ready = true;

    private final HeldSpace held = new HeldSpace(new HeldSpace.Switch() {
        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public boolean live() {
            return live;
        }

        @Override
        public void turn(boolean on) {
            live = on;
        }
    });

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItIsHeldItIsTheOtherWayRound(boolean before) {
        live = before;
        held.press();
        held.press(); // as a key that repeats
        assertThat(live).isEqualTo(!before);
        held.release();
        assertThat(live).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsNotToldOfItsEndIsMuted(boolean before) {
        live = before;
        held.press();
        held.lose();
        assertThat(live).isFalse();
        held.release();
        assertThat(live).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasSwitchedByOtherMeansStays(boolean before) {
        live = before;
        held.press();
        held.overrule();
        live = false;
        held.release();
        assertThat(live).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutAMicrophoneItDoesNothing(boolean before) {
        live = before;
        ready = false;
        held.press();
        held.release();
        held.lose();
        assertThat(live).isEqualTo(before);
    }
}
