package dev.parley.protocol.signaling;

import java.util.LinkedHashMap;
import java.util.Map;

/** The names of messages: that of the record with a small first letter, but {@code error} for {@link ServerMessage.ErrorMessage}. */
final class MessageTypes {
    private static final Map<String, Class<? extends Record>> CLIENT = familyOf(ClientMessage.class);
    private static final Map<String, Class<? extends Record>> SERVER = familyOf(ServerMessage.class);

    private static final ClassValue<String> TYPES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return nameOf(type);
        }
    };

    private MessageTypes() {}

    static String typeOf(Class<?> record) {
        return TYPES.get(record);
    }

    /** The records of what clients send, by type. */
    static Map<String, Class<? extends Record>> client() {
        return CLIENT;
    }

    /** The records of what the server sends, by type. */
    static Map<String, Class<? extends Record>> server() {
        return SERVER;
    }

    private static String nameOf(Class<?> record) {
        if (record == ServerMessage.ErrorMessage.class) {
            return "error";
        }
        String name = record.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Map<String, Class<? extends Record>> familyOf(Class<?> sealed) {
        Map<String, Class<? extends Record>> family = new LinkedHashMap<>();
        for (Class<?> member : sealed.getPermittedSubclasses()) {
            if (member.isRecord()) {
                family.put(nameOf(member), member.asSubclass(Record.class));
            } else {
                family.putAll(familyOf(member));
            }
        }
        return family;
    }
}
