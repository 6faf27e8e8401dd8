package dev.parley.protocol.signaling;

import dev.parley.protocol.json.FormatParameters;
import dev.parley.protocol.json.Omittable;
import dev.parley.protocol.json.WireWord;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the TypeScript types of all messages, from the components of the records. */
final class TypeScript {
    private static final String HEADER = """
            // Generated from the records of dev.parley.protocol.signaling; TypeScriptTest says how. Do not edit.
            // docs/signaling.md says what each message means.
            import type {
              DtlsParameters,
              IceCandidate,
              IceParameters,
              MediaKind,
              RtpCapabilities,
              RtpParameters,
            } from 'mediasoup-client/types';

            /** Chosen by the client, repeated in the direct answer. */
            export type RequestId = string | number;

            """;

    /** Types of mediasoup-client that stand for our records of the same name and shape. */
    private static final List<String> FROM_MEDIASOUP_CLIENT =
            List.of("DtlsParameters", "IceCandidate", "IceParameters", "MediaKind", "RtpCapabilities", "RtpParameters");

    /** What the client hands on from mediasoup-client to the server, so that our records must take every value of it. */
    private static final List<String> HANDED_ON = List.of("DtlsParameters", "RtpCapabilities", "RtpParameters");

    /** Declarations by name, in the order in which they are written. */
    private final Map<String, String> declarations = new LinkedHashMap<>();

    private TypeScript() {}

    static String ofAllMessages() {
        TypeScript script = new TypeScript();
        script.family("Client", MessageTypes.client(), true);
        script.family("Server", MessageTypes.server(), false);
        script.answers();
        script.mediasoupChecks();
        return HEADER + String.join("\n", script.declarations.values());
    }

    private void family(String family, Map<String, Class<? extends Record>> records, boolean fromClient) {
        StringBuilder payloads =
                new StringBuilder("/** The payload of each message of the " + family.toLowerCase(java.util.Locale.ROOT)
                        + ", by type. */\nexport interface " + family + "Payloads {\n");
        records.forEach((type, record) -> {
            interfaceOf(record, record.getSimpleName(), fromClient, false);
            payloads.append("  ")
                    .append(type)
                    .append(": ")
                    .append(record.getSimpleName())
                    .append(";\n");
        });
        declarations.put(family + "Payloads", payloads + "}\n");
        declarations.put(family + "Message", """
                export type %1$sMessage = {
                  [T in keyof %1$sPayloads]: { type: T; id?: RequestId; payload: %1$sPayloads[T] };
                }[keyof %1$sPayloads];
                """.formatted(family));
    }

    private void answers() {
        String lines = MessageTypes.client().entrySet().stream()
                .map(entry -> "  " + entry.getKey() + ": '"
                        + MessageTypes.typeOf(
                                entry.getValue().getAnnotation(AnsweredBy.class).value())
                        + "';\n")
                .collect(Collectors.joining());
        declarations.put(
                "Answers",
                "/** The type of the answer to each request, unless it is error. */\n" + "export interface Answers {\n"
                        + lines + "}\n");
    }

    private void mediasoupChecks() {
        declarations.put("Takes", "type Takes<Ours, Theirs extends Ours> = Theirs;\n");
        StringBuilder checks = new StringBuilder(
                "/** Does not compile when mediasoup-client gives something that the server does not take. */\n"
                        + "export type HandedOn = [\n");
        for (String name : HANDED_ON) {
            interfaceOf(mediaRecord(name), "Wire" + name, true, true);
            checks.append("  Takes<Wire").append(name).append(", ").append(name).append(">,\n");
        }
        declarations.put("HandedOn", checks + "];\n");
    }

    private static Class<?> mediaRecord(String name) {
        try {
            return Class.forName("dev.parley.protocol.media." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Declares the interface of a record and of all that it mentions.
     *
     * @param whole whether media records are spelled out too, with {@code Wire} before their names
     */
    private void interfaceOf(Class<?> record, String name, boolean fromClient, boolean whole) {
        if (declarations.containsKey(name)) {
            return;
        }
        String fields = Arrays.stream(record.getRecordComponents())
                .map(component -> "  readonly " + component.getName() + (mayBeAbsent(component, fromClient) ? "?" : "")
                        + ": " + typeOf(component.getGenericType(), fromClient, whole) + ";\n")
                .collect(Collectors.joining());
        declarations.put(
                name,
                fields.isEmpty()
                        ? "export type " + name + " = Record<string, never>;\n"
                        : (whole ? "" : "export ") + "interface " + name + " {\n" + fields + "}\n");
    }

    private static boolean mayBeAbsent(RecordComponent component, boolean fromClient) {
        Omittable omittable = component.getAnnotation(Omittable.class);
        return component.getType() == Optional.class || (omittable != null && (fromClient || !omittable.written()));
    }

    private String typeOf(Type type, boolean fromClient, boolean whole) {
        if (type instanceof ParameterizedType parameterized) {
            String element = typeOf(parameterized.getActualTypeArguments()[0], fromClient, whole);
            if (parameterized.getRawType() == Optional.class) {
                return element;
            }
            // mediasoup-client wants arrays of its own, so what the server gives is not marked.
            return (fromClient ? "readonly " : "") + element + "[]";
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return "string";
        } else if (plain == boolean.class) {
            return "boolean";
        } else if (plain == FormatParameters.class) {
            // Texts and numbers in truth; mediasoup-client does not know them any closer.
            return "Record<string, unknown>";
        } else if (!plain.isEnum() && !plain.isRecord()) {
            return "number";
        }
        String name = plain.getSimpleName();
        if (FROM_MEDIASOUP_CLIENT.contains(name) && !whole) {
            return name;
        } else if (whole && !plain.isEnum()) {
            name = "Wire" + name;
        }
        if (plain.isEnum()) {
            declareEnum(plain, name);
        } else {
            interfaceOf(plain, name, fromClient, whole);
        }
        return name;
    }

    private void declareEnum(Class<?> type, String name) {
        if (!FROM_MEDIASOUP_CLIENT.contains(name)) {
            String words = Arrays.stream(type.getEnumConstants())
                    .map(constant -> "\n  | '" + WireWord.of((Enum<?>) constant) + "'")
                    .collect(Collectors.joining());
            declarations.put(name, "export type " + name + " =" + words + ";\n");
        }
    }
}
