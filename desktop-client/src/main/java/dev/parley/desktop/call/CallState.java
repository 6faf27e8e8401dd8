package dev.parley.desktop.call;

/** Where a call stands. */
public sealed interface CallState {
    /** On the way into the room. */
    record Joining() implements CallState {}

    /**
     * In the room.
     *
     * @param again after an interruption
     */
    record Joined(boolean again) implements CallState {}

    /** In the room, but the media path is interrupted and being repaired. */
    record Repairing() implements CallState {}

    /** In the room, but cut off from the server: sound and picture go on while another socket is tried. */
    record Resuming() implements CallState {}

    /** At the door; somebody inside has to let us in. */
    record Knocking() implements CallState {}

    /**
     * The room wants a password, see {@link Call#givePassword}.
     *
     * @param wrong whether one was given
     */
    record PasswordAsked(boolean wrong) implements CallState {}

    /**
     * Waiting to join once more.
     *
     * @param cause why the last stay ended
     * @param attempt how many tries have failed since, from 0
     */
    record Reconnecting(Cause cause, int attempt) implements CallState {}

    /**
     * Over: the server refused.
     *
     * @param code the protocol's error code, such as {@code room-full}; its word for why a room was closed, such as
     *     {@code removed}; or {@code not-admitted}
     * @param message the server's words, in English
     */
    record Refused(String code, String message) implements CallState {}

    /**
     * Over: nobody whom this client trusts vouches for the server.
     *
     * @param host with its port
     * @param fingerprint of the authority that it shows: SHA-256, {@code 0A:1B:...}
     * @param changed whether it is known with another authority
     */
    record Untrusted(String host, String fingerprint, boolean changed) implements CallState {}

    /** Over: left in order. */
    record Left() implements CallState {}

    /** Why a stay ended by itself. */
    enum Cause {
        /** Nothing is heard from the server, or it cannot be reached. */
        SERVER_LOST,
        /** The server said that it stops. */
        SERVER_CLOSING,
        /** The room ended on the server, and can be joined again. */
        ROOM_INTERRUPTED,
        /** Media got through and does no longer. */
        MEDIA_LOST,
        /** Media never got through: UDP and TCP to the media port seem to be blocked. */
        MEDIA_BLOCKED
    }
}
