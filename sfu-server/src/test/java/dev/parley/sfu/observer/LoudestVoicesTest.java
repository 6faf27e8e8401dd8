package dev.parley.sfu.observer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoudestVoicesTest {
    private static final int SILENCE = -90;

    private final Room room = new Room();
    private final LoudestVoices loudest = new LoudestVoices(2);

    private void people(int count) {
        for (int i = 0; i < count; i++) {
            room.voice(String.valueOf((char) ('a' + i)));
        }
        loudest.roomChanged(room.voices.values());
    }

    /** Everybody's packets of 20 ms. */
    private void packets(Room.Sound sound, long millis) {
        room.voices.forEach((id, voice) -> {
            voice.heard(Levels.LOUDEST + sound.decibels(id, millis), room.now);
            loudest.judge(voice, room.now);
        });
        room.pass(20 * Room.MILLI);
    }

    private void step(long millis, Room.Sound sound) {
        for (long at = 0; at < millis; at += 20) {
            packets(sound, at);
        }
    }

    private String heard() {
        return room.voices.values().stream()
                .filter(Voice::forwarded)
                .map(Voice::producerId)
                .collect(Collectors.joining());
    }

    /**
     * Of eleven people two are forwarded.
     *
     * @param course steps of {@code milliseconds who}; lower case speaks, upper case shouts, {@code -} is nobody
     * @param heard who is forwarded after each step
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 -                                  | -
            500 a                                  | a
            40 a                                   | -
            60 a                                   | a
            500 a, 5000 -                          | a a
            500 a, 500 b, 400 c                    | a ab ab
            500 a, 1200 b, 500 c                   | a ab bc
            500 a, 1500 b, 60 c                    | a ab bc
            1000 ab, 900 abc                       | ab ab
            1000 ab, 900 abC                       | ab ac/bc
            500 a, 3000 -, 40 c, 3000 -            | a a a a
            """)
    void placesGoToWhoeverSpeaks(String course, String heard) {
        people(11);
        String[] steps = course.split(", ", -1);
        String[] expected = heard.split(" ", -1);
        for (int i = 0; i < steps.length; i++) {
            String who = steps[i].split(" ", -1)[1];
            step(Long.parseLong(steps[i].split(" ", -1)[0]), (id, millis) -> level(who, id));
            String now = heard().isEmpty() ? "-" : heard();
            assertThat(expected[i].split("/", -1)).as("step %s", i).contains(now);
        }
    }

    private static int level(String who, String id) {
        if (who.contains(id)) {
            return -35;
        }
        return who.contains(id.toUpperCase(java.util.Locale.ROOT)) ? -15 : SILENCE;
    }

    @Test
    void inASmallRoomEverybodyIsForwarded() {
        people(10);
        step(500, (id, millis) -> SILENCE);
        assertThat(heard()).isEqualTo("abcdefghij");
    }

    @Test
    void whenTheRoomBecomesLargeThoseStayWhoSpokeLast() {
        people(10);
        step(500, (id, millis) -> level("ad", id));
        step(500, (id, millis) -> level("cd", id));
        people(11);
        step(20, (id, millis) -> SILENCE);
        assertThat(heard()).isEqualTo("cd");
    }

    @Test
    void aRoomIsSmallAgainWhenThreeHaveLeft() {
        people(11);
        step(100, (id, millis) -> SILENCE);
        room.voices.remove("k");
        loudest.roomChanged(room.voices.values());
        step(20, (id, millis) -> SILENCE);
        assertThat(heard()).isEmpty();
        room.voices.keySet().removeAll(List.of("i", "j"));
        loudest.roomChanged(room.voices.values());
        step(20, (id, millis) -> SILENCE);
        assertThat(heard()).isEqualTo("abcdefgh");
    }

    @Test
    void whoLeavesLeavesItsPlace() {
        people(14);
        step(500, (id, millis) -> level("ab", id));
        room.voices.remove("a");
        loudest.roomChanged(room.voices.values());
        step(100, (id, millis) -> level("bc", id));
        assertThat(heard()).isEqualTo("bc");
    }

    @Test
    void withoutABoundEverybodyIsForwardedInALargeRoomToo() {
        LoudestVoices all = new LoudestVoices(0);
        for (int i = 0; i < 30; i++) {
            room.voice("v" + i);
        }
        all.roomChanged(room.voices.values());
        assertThat(room.voices.values()).allMatch(voice -> all.judge(voice, room.now));
    }

    /** Whatever they say, there are never more, and whoever has spoken for a while alone is heard. */
    @Test
    void neverMoreThanThePlacesAndNeverALoneSpeakerUnheard() {
        Random random = new Random(11);
        people(25);
        step(100, (id, millis) -> SILENCE);
        for (int scene = 0; scene < 200; scene++) {
            List<String> speakers = new ArrayList<>();
            for (String id : room.voices.keySet()) {
                if (random.nextInt(20) == 0) {
                    speakers.add(id);
                }
            }
            int loud = -20 - random.nextInt(25);
            for (long at = 0; at < 1_500; at += 20) {
                packets((id, millis) -> speakers.contains(id) ? loud : SILENCE, at);
                assertThat(heard()).hasSizeLessThanOrEqualTo(2);
            }
            if (!speakers.isEmpty() && speakers.size() <= 2) {
                assertThat(heard()).contains(speakers);
            }
        }
    }
}
