package dev.parley.protocol.signaling;

import dev.parley.protocol.json.Extension;

/** A message of either direction. */
public sealed interface Message permits ClientMessage, ServerMessage {
    /** The {@code type} on the wire, such as {@code joinRoom}. */
    default String type() {
        return MessageTypes.typeOf(getClass());
    }

    /** The generation that a peer has to be of to know this message. */
    default Generation generation() {
        return getClass().isAnnotationPresent(Extension.class) ? Generation.EXTENDED : Generation.BASE;
    }
}
