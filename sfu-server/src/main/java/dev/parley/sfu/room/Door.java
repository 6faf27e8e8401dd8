package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ClientMessage;
import java.util.Optional;

/** Decides who may enter a room. Thread: the control thread. */
public interface Door {
    /** Lets everybody in who knows the room's name. */
    Door OPEN = request -> new Admission(request.displayName(), Optional.empty());

    /**
     * Lets a peer in.
     *
     * @throws RequestRefused when it may not enter; the sentence says what is missing
     */
    Admission admit(ClientMessage.JoinRoom request) throws RequestRefused;
}
