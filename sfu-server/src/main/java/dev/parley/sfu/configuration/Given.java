package dev.parley.sfu.configuration;

import java.util.List;

/**
 * The values that one place gave to a setting.
 *
 * @param values one, or any number for a list
 * @param origin the place, in words: {@code --http-port}, {@code PARLEY_HTTP_PORT}, {@code parley.yaml line 3}
 */
record Given(List<String> values, String origin) {
    Given {
        values = List.copyOf(values);
    }

    /** As the operator wrote it, nearly. */
    String text() {
        return String.join(",", values);
    }
}
