package dev.parley.protocol.signaling;

import dev.parley.protocol.json.JsonException;
import dev.parley.protocol.json.JsonNull;
import dev.parley.protocol.json.JsonText;
import dev.parley.protocol.json.RecordReader;
import dev.parley.protocol.json.RecordWriter;
import java.util.Map;
import java.util.Optional;

/**
 * Text frames to messages and back, for both ends. Reading never throws: whatever cannot be read is a
 * {@link Read.Refused}, which says what to answer.
 */
public final class SignalingCodec {
    /** The greatest length of a frame from a client, in bytes of UTF-8. */
    public static final int MAX_CLIENT_FRAME = 65_536;

    /** The greatest length of a frame from a server, in bytes of UTF-8: a room of some thousand producers. */
    public static final int MAX_SERVER_FRAME = 1_048_576;

    /** A type is quoted in the answer, but not at any length. */
    private static final int MAX_TYPE_LENGTH = 64;

    private SignalingCodec() {}

    /** What became of a frame. */
    public sealed interface Read<M extends Message> {
        /** A message, and the id to repeat in the direct answer. */
        record Received<M extends Message>(RequestId id, M message) implements Read<M> {}

        /**
         * A frame that is no message.
         *
         * @param id the id to repeat, as far as the frame was legible
         * @param message a sentence for the developer of the other side
         * @param request the type, as far as the frame was legible
         */
        record Refused<M extends Message>(RequestId id, ErrorCode code, String message, Optional<String> request)
                implements Read<M> {
            /** The answer. */
            public ServerMessage.ErrorMessage answer() {
                return new ServerMessage.ErrorMessage(message, code, request);
            }
        }
    }

    /** Reads a frame of a client. */
    public static Read<ClientMessage> read(String frame) {
        return read(frame, MAX_CLIENT_FRAME, MessageTypes.client(), ClientMessage.class);
    }

    /** Reads a frame of a server. */
    public static Read<ServerMessage> readFromServer(String frame) {
        return read(frame, MAX_SERVER_FRAME, MessageTypes.server(), ServerMessage.class);
    }

    /**
     * Writes a frame of the server. Fields that a peer of the base generation does not know are left out for it; whether
     * it may be sent a message at all is for {@link Message#generation} to say.
     *
     * @param id that of the request which this answers, or {@link RequestId#NONE}
     * @param peer the generation of the peer that gets it
     */
    public static String write(ServerMessage message, RequestId id, Generation peer) {
        return RecordWriter.writeEnvelope(message.type(), id.json(), (Record) message, peer == Generation.EXTENDED);
    }

    /** Writes a frame of a client. */
    public static String write(ClientMessage message, RequestId id) {
        return RecordWriter.writeEnvelope(message.type(), id.json(), (Record) message, true);
    }

    private static <M extends Message> Read<M> read(
            String frame, int maxBytes, Map<String, Class<? extends Record>> family, Class<M> sealed) {
        RequestId id = RequestId.NONE;
        Optional<String> request = Optional.empty();
        try {
            Map<String, Object> envelope = JsonText.readObject(frame, maxBytes);
            id = idOf(envelope);
            String type = typeOf(envelope);
            Class<? extends Record> record = family.get(type);
            if (record == null) {
                return new Read.Refused<>(
                        id, ErrorCode.UNKNOWN_TYPE, "no message has the type " + type, Optional.of(type));
            }
            request = Optional.of(type);
            return new Read.Received<>(id, sealed.cast(RecordReader.read(record, payloadOf(envelope))));
        } catch (JsonException e) {
            return new Read.Refused<>(id, codeOf(e.reason()), e.text(), request);
        }
    }

    private static RequestId idOf(Map<String, Object> envelope) throws JsonException {
        Object id = envelope.get("id");
        if (id == null) {
            return RequestId.NONE;
        }
        return RequestId.ofJson(id)
                .orElseThrow(() -> new JsonException(
                        JsonException.Reason.WRONG_FIELD,
                        "id: expected a number or a text of at most " + RequestId.MAX_LENGTH + " characters"));
    }

    private static String typeOf(Map<String, Object> envelope) throws JsonException {
        if (envelope.get("type") instanceof String type && type.length() <= MAX_TYPE_LENGTH) {
            return type;
        }
        throw new JsonException(
                JsonException.Reason.WRONG_FIELD,
                "type: expected a text of at most " + MAX_TYPE_LENGTH + " characters");
    }

    private static Map<?, ?> payloadOf(Map<String, Object> envelope) throws JsonException {
        Object payload = envelope.getOrDefault("payload", JsonNull.NULL);
        if (payload == JsonNull.NULL) {
            return Map.of();
        }
        if (payload instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new JsonException(JsonException.Reason.WRONG_FIELD, "payload: expected an object");
    }

    private static ErrorCode codeOf(JsonException.Reason reason) {
        return switch (reason) {
            case MALFORMED -> ErrorCode.BAD_JSON;
            case TOO_LARGE -> ErrorCode.TOO_LARGE;
            case WRONG_FIELD -> ErrorCode.BAD_PAYLOAD;
        };
    }
}
