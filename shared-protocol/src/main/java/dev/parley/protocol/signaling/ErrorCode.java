package dev.parley.protocol.signaling;

import dev.parley.protocol.json.WireWord;

/** The stable words of the {@code error} message. Words are added, never changed. */
public enum ErrorCode {
    /** The frame is no JSON object, or gives a field twice. */
    BAD_JSON,
    /** No message has this type. */
    UNKNOWN_TYPE,
    /** A field is missing or is not what it should be; or the RTP parameters contradict themselves. */
    BAD_PAYLOAD,
    /** The request needs a room. */
    NOT_JOINED,
    /** {@code joinRoom} while in another room. */
    ALREADY_JOINED,
    /** A second {@code connectTransport}. */
    ALREADY_CONNECTED,
    /** The peer has no such transport. */
    NO_SUCH_TRANSPORT,
    /** There is no such producer in the room, or it is not the peer's own. */
    NO_SUCH_PRODUCER,
    /** The peer has no such consumer. */
    NO_SUCH_CONSUMER,
    /** The RTP capabilities share no codec with the producer. */
    CANNOT_CONSUME,
    /** Not allowed, such as producing on a receive transport. */
    FORBIDDEN,
    /** The room opens with a join token only. */
    TOKEN_REQUIRED,
    /** The time of the join token is over. */
    TOKEN_EXPIRED,
    /** The join token is for something else, or was not made by this server. */
    TOKEN_REFUSED,
    /** The room opens with a password only. */
    PASSWORD_REQUIRED,
    /** That is not the password of the room. */
    PASSWORD_REFUSED,
    /** Somebody inside has to let the peer in: it may knock. */
    KNOCK_REQUIRED,
    /** Nobody else gets into the room at present. */
    ROOM_LOCKED,
    /** The peer was put out of this room for good. */
    BANNED,
    /** There is no such peer in the room, or none such at its door. */
    NO_SUCH_PEER,
    /** The session cannot be resumed: its time is over, or the secret was used already. Join anew. */
    RESUME_REFUSED,
    /** The server is about to stop and lets nobody in any more; it may be back in a moment. */
    SERVER_DRAINING,
    /** The room takes no more peers. */
    ROOM_FULL,
    /** Too many messages in too short a time. */
    RATE_LIMITED,
    /** A frame that is too long or nested too deep. */
    TOO_LARGE,
    /** More transports, producers, consumers or kept requests than one peer may have. */
    TOO_MANY,
    /** A kept request whose transport did not come in time. */
    TIMED_OUT,
    /** The server failed; nothing was changed. */
    INTERNAL;

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
