package dev.parley.sfu.access;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of rooms, some of them with {@code *} for any text: {@code board-*}; {@code *} alone is every room. */
public final class RoomPatterns {
    private final List<Pattern> patterns;

    /** @param names as the operator wrote them */
    public RoomPatterns(List<String> names) {
        patterns = names.stream().map(RoomPatterns::pattern).toList();
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(
                Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** Whether one of them is the name of {@code room}, in capital letters or small ones. */
    public boolean matches(String room) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(room).matches());
    }
}
