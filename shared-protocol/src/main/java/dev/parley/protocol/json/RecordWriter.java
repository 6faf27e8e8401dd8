package dev.parley.protocol.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parley.protocol.json.RecordShape.Field;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records to JSON text. What is absent is left out; {@code null} is never written. */
public final class RecordWriter {
    private RecordWriter() {}

    /** The JSON of a record with all its fields. */
    public static String write(Record record) {
        return JsonText.write(generator -> writeRecord(generator, record, true));
    }

    /**
     * The JSON of a message: {@code type}, {@code id} when there is one, {@code payload}.
     *
     * @param idJson the id as JSON, as {@link #idJson} gives it; empty for none
     * @param extended whether the fields that are extensions are written
     */
    public static String writeEnvelope(String type, String idJson, Record payload, boolean extended) {
        return JsonText.write(generator -> {
            generator.writeStartObject();
            generator.writeStringField("type", type);
            if (!idJson.isEmpty()) {
                generator.writeFieldName("id");
                generator.writeRawValue(idJson);
            }
            generator.writeFieldName("payload");
            writeRecord(generator, payload, extended);
            generator.writeEndObject();
        });
    }

    /** A text as JSON, quoted. */
    public static String idJson(String text) {
        return JsonText.write(generator -> generator.writeString(text));
    }

    private static void writeRecord(JsonGenerator generator, Object record, boolean extended) throws IOException {
        generator.writeStartObject();
        for (Field field : RecordShape.of(record.getClass()).fields()) {
            if (!extended && field.isExtension()) {
                continue;
            }
            Object value = RecordShape.valueOf(field, record);
            if (value instanceof Optional<?> optional) {
                if (optional.isPresent()) {
                    generator.writeFieldName(field.name());
                    writeValue(generator, optional.get(), extended);
                }
            } else if (!field.omitsEmpty() || !value.equals(RecordReader.empty(field))) {
                generator.writeFieldName(field.name());
                writeValue(generator, value, extended);
            }
        }
        generator.writeEndObject();
    }

    private static void writeValue(JsonGenerator generator, Object value, boolean extended) throws IOException {
        switch (value) {
            case String text -> generator.writeString(text);
            case Boolean flag -> generator.writeBoolean(flag);
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Enum<?> constant -> generator.writeString(WireWord.of(constant));
            case FormatParameters parameters -> writeParameters(generator, parameters);
            case List<?> elements -> {
                generator.writeStartArray();
                for (Object element : elements) {
                    writeValue(generator, element, extended);
                }
                generator.writeEndArray();
            }
            case Record record -> writeRecord(generator, record, extended);
            default -> throw new IllegalArgumentException(value.getClass() + " has no JSON");
        }
    }

    private static void writeParameters(JsonGenerator generator, FormatParameters parameters) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, FormatParameters.Value> entry :
                parameters.values().entrySet()) {
            generator.writeFieldName(entry.getKey());
            switch (entry.getValue()) {
                case FormatParameters.Text(String text) -> generator.writeString(text);
                case FormatParameters.Numeric(double number) -> {
                    if (number == (long) number) {
                        generator.writeNumber((long) number);
                    } else {
                        generator.writeNumber(number);
                    }
                }
            }
        }
        generator.writeEndObject();
    }
}
