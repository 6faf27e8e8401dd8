package dev.parley.sfu.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveSpeakerObserverTest {
    private static final int SILENCE = -90;

    /**
     * @param course steps of {@code milliseconds who}: {@code a} speaks, {@code A} shouts, {@code -} nobody; {@code ab} both
     * @param shown who is the speaker after each step
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1000 -                                 | -
            1000 a                                 | a
            1000 a, 5000 -                         | a a
            1000 a, 1000 b                         | a b
            3000 a, 1000 ab                        | a a
            3000 a, 1000 aB                        | a a
            3000 a, 200 b, 1000 a                  | a a a
            3000 a, 3000 -, 200 b, 3000 -          | a a a a
            3000 a, 3000 -, 900 b, 3000 -          | a a b b
            3000 ab, 2000 b                        | a b
            200 a, 2000 -                          | - -
            """)
    void whoSpeaksIsShown(String course, String shown) {
        Room room = new Room();
        List.of("a", "b", "c").forEach(room::voice);
        room.step(2_000, (id, millis) -> SILENCE);
        List<String> seen = new ArrayList<>();
        for (String step : course.split(", ", -1)) {
            String who = step.split(" ", -1)[1];
            room.step(Long.parseLong(step.split(" ", -1)[0]), (id, millis) -> level(who, id, millis));
            seen.add(room.active());
        }
        assertThat(String.join(" ", seen)).isEqualTo(shown);
    }

    private static int level(String who, String id, long millis) {
        if (who.contains(id)) {
            return Room.speech(-32, millis);
        }
        return who.contains(id.toUpperCase(java.util.Locale.ROOT)) ? Room.speech(-12, millis) : SILENCE;
    }

    @Test
    void aFanThatHumsLouderThanManySpeakIsNoSpeaker() {
        Room room = new Room();
        room.voice("fan");
        room.voice("a");
        room.step(10_000, (id, millis) -> id.equals("fan") ? -42 - (int) (millis % 3) : SILENCE);
        assertThat(room.active()).isEqualTo("-");
        room.step(1_000, (id, millis) -> id.equals("fan") ? -42 - (int) (millis % 3) : Room.speech(-40, millis));
        assertThat(room.active()).isEqualTo("a");
    }

    @Test
    void whoLeavesIsNotTheSpeakerAnyMore() {
        Room room = new Room();
        room.voice("a");
        room.voice("b");
        room.step(1_500, (id, millis) -> id.equals("a") ? Room.speech(-30, millis) : SILENCE);
        assertThat(room.active()).isEqualTo("a");

        room.speaker.remove(room.voice("a"));
        room.voices.remove("a");

        assertThat(room.active()).isEqualTo("-");
        room.step(1_500, (id, millis) -> Room.speech(-30, millis));
        assertThat(room.active()).isEqualTo("b");
    }

    @Test
    void packetsThatComeInBunchesAreOneSpeech() {
        Room room = new Room();
        Voice voice = room.voice("a");
        voice.heard(30, room.now);
        for (int bunch = 0; bunch < 20; bunch++) {
            for (int i = 0; i < 3; i++) {
                voice.heard(95 + i, room.now);
            }
            room.pass(60 * Room.MILLI);
        }
        assertThat(room.active()).isEqualTo("a");
    }

    @Test
    void whoseLinkEndsInTheMidstOfAWordIsSilent() {
        Room room = new Room();
        room.voice("a");
        room.voice("b");
        room.step(3_000, (id, millis) -> id.equals("a") ? Room.speech(-30, millis) : SILENCE);
        assertThat(room.active()).isEqualTo("a");
        Voice b = room.voice("b");
        for (int i = 0; i < 60; i++) {
            b.heard(Levels.LOUDEST + Room.speech(-30, i * 20L), room.now);
            room.pass(20 * Room.MILLI);
        }
        assertThat(room.active()).isEqualTo("b");
    }

    /** The logarithms of equation 8 of the paper, for the parts of each length of time. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            0,  13, 0.78, 1e-10
            8,  13, 0.78, 4.637
            13, 13, 0.78, 1.377
            0,  5,  24,   1e-10
            1,  5,  24,   18.966
            5,  5,  24,   113.356
            10, 10, 47,   459.218
            """)
    void scoresAreThoseOfThePaper(int active, int parts, double steepness, double score) {
        assertThat(SpeechActivity.score(active, parts, steepness))
                .isCloseTo(score, org.assertj.core.data.Offset.offset(0.01));
    }
}
