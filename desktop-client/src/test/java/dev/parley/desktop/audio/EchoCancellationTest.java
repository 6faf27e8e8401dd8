package dev.parley.desktop.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** With a sound server in which the microphone hears the speaker. */
class EchoCancellationTest {
    private static final String ECHO =
            "load-module module-loopback source=speaker.monitor sink=micfeed latency_msec=30 rate=48000";

    @Test
    void whatIsPlayedIsNotSentBackAndOnesOwnVoiceIs() throws Exception {
        Levels without;
        Levels with;
        try (var sandbox = new PulseSandbox(ECHO)) {
            without = Levels.parse(sandbox.run(EchoRun.class, "off"));
        }
        try (var sandbox = new PulseSandbox(ECHO)) {
            with = Levels.parse(sandbox.run(EchoRun.class, "on"));
        }
        double echo = with.far - without.far;
        System.out.printf(
                Locale.ROOT,
                "sent without processing: %s%nsent with processing:    %s%necho reduced by %.1f dB%n",
                without,
                with,
                -echo);
        assertThat(without.far).as("the echo is there").isGreaterThan(-40);
        assertThat(echo).as("dB").isLessThan(-25);
        assertThat(with.near).as("one's own voice, dBFS").isGreaterThan(without.near - 6);
        assertThat(with.both).as("one's own voice while both speak, dBFS").isGreaterThan(with.far + 15);
    }

    /** In dBFS, and ms of CPU time per 10 ms. */
    private record Levels(double far, double near, double both, double cpu) {
        static Levels parse(String printed) {
            Map<String, Double> figures = printed.lines()
                    .map(line -> line.split(" ", -1))
                    .filter(words -> words.length == 2 && words[1].matches("-?[0-9.]+"))
                    .collect(Collectors.toMap(words -> words[0], words -> Double.valueOf(words[1])));
            return new Levels(
                    figure(figures, "far"), figure(figures, "near"), figure(figures, "both"), figure(figures, "cpu"));
        }

        private static double figure(Map<String, Double> figures, String name) {
            return Optional.ofNullable(figures.get(name)).orElseThrow();
        }
    }
}
