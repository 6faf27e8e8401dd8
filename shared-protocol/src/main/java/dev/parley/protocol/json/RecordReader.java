package dev.parley.protocol.json;

import dev.parley.protocol.json.RecordShape.Container;
import dev.parley.protocol.json.RecordShape.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trees of {@link JsonText} to records. Unknown fields are ignored; a field that is missing or of a wrong type or range
 * ends the reading with a message that names it. Nothing is handed on but what a record has a component for.
 */
public final class RecordReader {
    /** Codecs have a handful. */
    private static final int MAX_FORMAT_PARAMETERS = 64;

    /** Texts without a limit of their own: ids, URIs, fingerprints, error messages. */
    private static final int MAX_TEXT = 1024;

    private RecordReader() {}

    /**
     * The record that a tree describes.
     *
     * @param fields the object's fields, from {@link JsonText#readObject}
     * @throws JsonException naming the first field that is not what it should be
     */
    public static <T extends Record> T read(Class<T> type, Map<?, ?> fields) throws JsonException {
        return type.cast(read(type, fields, ""));
    }

    private static Object read(Class<?> type, Map<?, ?> fields, String path) throws JsonException {
        RecordShape shape = RecordShape.of(type);
        List<Field> components = shape.fields();
        Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Field field = components.get(i);
            Object json = fields.get(field.name());
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            values[i] =
                    json == null || json == JsonNull.NULL ? absent(field, fieldPath) : field(field, json, fieldPath);
        }
        return shape.create(values);
    }

    private static Object absent(Field field, String path) throws JsonException {
        if (!field.isOmittable()) {
            throw JsonException.wrongField(path, expected(field));
        }
        return empty(field);
    }

    private static Object field(Field field, Object json, String path) throws JsonException {
        if (field.isLenient() && !hasJsonType(field, json)) {
            return empty(field);
        }
        return switch (field.container()) {
            case PLAIN -> value(field, json, path);
            case OPTIONAL -> Optional.of(value(field, json, path));
            case LIST -> list(field, json, path);
        };
    }

    private static boolean hasJsonType(Field field, Object json) {
        if (field.container() == Container.LIST) {
            return json instanceof List;
        } else if (field.type() == String.class) {
            return json instanceof String;
        } else if (field.type() == boolean.class) {
            return json instanceof Boolean;
        } else if (field.type() == FormatParameters.class || field.type().isRecord()) {
            return json instanceof Map;
        } else if (field.type().isEnum()) {
            return constant(field.type(), json).isPresent();
        }
        return json instanceof JsonNumber;
    }

    private static Optional<Object> constant(Class<?> type, Object json) {
        for (Object constant : type.getEnumConstants()) {
            if (WireWord.of((Enum<?>) constant).equals(json)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    private static List<Object> list(Field field, Object json, String path) throws JsonException {
        if (!(json instanceof List<?> elements)) {
            throw JsonException.wrongField(path, expected(field));
        }
        int max = field.maxLength(Integer.MAX_VALUE);
        if (elements.size() > max || elements.size() < field.minLength()) {
            throw JsonException.wrongField(path, "a list of " + field.minLength() + " to " + max + " elements");
        }
        List<Object> values = new ArrayList<>(elements.size());
        for (int i = 0; i < elements.size(); i++) {
            values.add(value(field, elements.get(i), path + "[" + i + "]"));
        }
        return List.copyOf(values);
    }

    private static Object value(Field field, Object json, String path) throws JsonException {
        Class<?> type = field.type();
        if (type == String.class) {
            return text(field, json, path);
        }
        if (type == boolean.class && json instanceof Boolean) {
            return json;
        }
        if (type == int.class || type == Integer.class) {
            return (int) number(field, json, path, Integer.MAX_VALUE);
        }
        if (type == long.class) {
            return number(field, json, path, Long.MAX_VALUE);
        }
        if (type == FormatParameters.class && json instanceof Map<?, ?> parameters) {
            return parameters(parameters, path);
        }
        if (type.isEnum()) {
            return constant(type, json).orElseThrow(() -> JsonException.wrongField(path, elementExpected(field)));
        }
        if (type.isRecord() && json instanceof Map<?, ?> fields) {
            return read(type, fields, path);
        }
        throw JsonException.wrongField(path, elementExpected(field));
    }

    private static String text(Field field, Object json, String path) throws JsonException {
        int max = field.maxLength(MAX_TEXT);
        if (!(json instanceof String text) || (text.isEmpty() && !field.isOmittable())) {
            throw JsonException.wrongField(path, elementExpected(field));
        }
        // The length in characters is never below that in code points, and is the cheaper one to ask for.
        if (text.length() > max && text.codePointCount(0, text.length()) > max) {
            throw JsonException.wrongField(path, "a text of at most " + max + " characters");
        }
        if (field.pattern().isPresent() && !field.pattern().get().matcher(text).matches()) {
            throw JsonException.wrongField(path, field.expectedText());
        }
        return text;
    }

    private static long number(Field field, Object json, String path, long typeMax) throws JsonException {
        long min = field.range().map(Range::min).orElse(0L);
        long max = field.range().map(Range::max).orElse(typeMax);
        if (json instanceof JsonNumber number && number.isInteger()) {
            long value = (long) number.value();
            if (value >= min && value <= max) {
                return value;
            }
        }
        throw JsonException.wrongField(path, elementExpected(field));
    }

    private static FormatParameters parameters(Map<?, ?> json, String path) throws JsonException {
        if (json.size() > MAX_FORMAT_PARAMETERS) {
            throw JsonException.wrongField(path, "at most " + MAX_FORMAT_PARAMETERS + " parameters");
        }
        Map<String, FormatParameters.Value> values = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : json.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof String text && !name.equals("apt")) {
                values.put(name, new FormatParameters.Text(text));
            } else if (value instanceof JsonNumber number && Double.isFinite(number.value())) {
                values.put(name, new FormatParameters.Numeric(number.value()));
            } else {
                // The one parameter that payload types are looked up by.
                throw JsonException.wrongField(
                        path + "." + name, name.equals("apt") ? "a number" : "a text or a number");
            }
        }
        return FormatParameters.of(values);
    }

    static Object empty(Field field) {
        Class<?> type = field.type();
        if (field.container() == Container.OPTIONAL) {
            return Optional.empty();
        } else if (field.container() == Container.LIST) {
            return List.of();
        } else if (type == String.class) {
            return "";
        } else if (type == boolean.class) {
            return false;
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == FormatParameters.class) {
            return FormatParameters.EMPTY;
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return read(type);
    }

    /** A record of which every field may be left out. */
    private static Object read(Class<?> type) {
        RecordShape shape = RecordShape.of(type);
        return shape.create(shape.fields().stream().map(RecordReader::empty).toArray());
    }

    private static String expected(Field field) {
        return field.container() == Container.LIST ? "a list" : elementExpected(field);
    }

    private static String elementExpected(Field field) {
        Class<?> type = field.type();
        if (type == String.class) {
            int max = field.maxLength(MAX_TEXT);
            return field.isOmittable()
                    ? field.expectedText()
                    : field.expectedText() + (field.pattern().isPresent() ? "" : " of 1 to " + max + " characters");
        } else if (type == boolean.class) {
            return "true or false";
        } else if (type.isEnum()) {
            List<String> words = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                words.add("\"" + WireWord.of((Enum<?>) constant) + "\"");
            }
            return String.join(" or ", words);
        } else if (type == int.class || type == long.class || type == Integer.class) {
            return field.range()
                    .map(range -> "a whole number from " + range.min() + " to " + range.max())
                    .orElse("a whole number");
        }
        return "an object";
    }
}
