package dev.parley.protocol.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code parameters} of a codec or header extension: names to texts or numbers, in their order (SDP's {@code fmtp}).
 * A text and a number are never equal, as in JavaScript: {@code "1"} is not {@code 1}.
 */
public final class FormatParameters {
    /** No parameters. */
    public static final FormatParameters EMPTY = new FormatParameters(Map.of());

    /** The value of one parameter. */
    public sealed interface Value {}

    /** A text. */
    public record Text(String text) implements Value {}

    /** A number. */
    public record Numeric(double number) implements Value {
        /** Makes 0 of -0, as they are equal in JavaScript and one in JSON as we write it. */
        public Numeric {
            number = number + 0.0;
        }
    }

    private final Map<String, Value> values;

    private FormatParameters(Map<String, Value> values) {
        this.values = values;
    }

    /** The parameters of a map, copied. */
    public static FormatParameters of(Map<String, Value> values) {
        return values.isEmpty()
                ? EMPTY
                : new FormatParameters(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** All parameters in their order, unmodifiable. */
    public Map<String, Value> values() {
        return values;
    }

    /** The value of a parameter. */
    public Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The number of a parameter; empty when it is absent or a text. */
    public Optional<Double> number(String name) {
        return values.get(name) instanceof Numeric(double number) ? Optional.of(number) : Optional.empty();
    }

    /** The text of a parameter; empty when it is absent or a number. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /** These parameters and one more, or another value for one of them. */
    public FormatParameters with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return of(more);
    }

    /** These parameters and a number. */
    public FormatParameters with(String name, double number) {
        return with(name, new Numeric(number));
    }

    /** These parameters and a text. */
    public FormatParameters with(String name, String text) {
        return with(name, new Text(text));
    }

    /** These parameters and all others given, whose values win. */
    public FormatParameters with(FormatParameters others) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.putAll(others.values);
        return of(more);
    }

    /** These parameters without one. */
    public FormatParameters without(String name) {
        Map<String, Value> fewer = new LinkedHashMap<>(values);
        fewer.remove(name);
        return of(fewer);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormatParameters parameters && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
