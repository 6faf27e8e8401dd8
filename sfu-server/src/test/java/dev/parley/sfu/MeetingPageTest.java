package dev.parley.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/meeting.md} names is there. */
final class MeetingPageTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("shared-protocol", "sfu-server", "desktop-client");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:IT|Test))(?:\\.(\\w+))?`");

    @Test
    void whatIsNamedExists() throws IOException {
        Map<String, Path> tests = tests();
        List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("docs/meeting.md")))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(50);
        for (MatchResult each : named) {
            assertThat(tests).containsKey(each.group(1));
            String method = each.group(2);
            if (method != null) {
                assertThat(Files.readString(tests.get(each.group(1))))
                        .as(each.group())
                        .contains("void " + method + "(");
            }
        }
    }

    /** Where each class of tests is, by its name. */
    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> found = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> found.put(nameOf(file), file));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
        return found;
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".java".length());
    }
}
