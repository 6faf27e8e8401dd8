package dev.parley.protocol.ice;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One side of an ICE session with one component.
 *
 * @param <T> remote addresses, see {@link IceTuple}
 */
public sealed interface IceAgent<T extends IceTuple> permits IceLite, IceControlling, IceElsewhere {
    /** The largest value of {@link #nextPollNanos}: nothing is due. */
    long NEVER = Long.MAX_VALUE;

    /** Takes a STUN message from {@code tuple}. The bytes are not kept. */
    IceResult handle(byte[] buffer, int offset, int length, long nowNanos, T tuple);

    /** Sends what is due. */
    void poll(long nowNanos);

    /** When {@link #poll} is next needed, or {@link #NEVER}. */
    long nextPollNanos();

    /** Whether an authentic check or response came from {@code tuple}: only then may anything else be taken from it. */
    boolean isAuthenticated(T tuple);

    /** Where to send; empty before the first authentic check. */
    Optional<T> selectedTuple();

    /** When the peer last proved that it is there and wants to receive (RFC 7675); empty before the first time. */
    OptionalLong lastAuthenticatedNanos();

    /** Forgets a tuple whose connection is gone. */
    void removeTuple(T tuple, long nowNanos);

    /**
     * What an agent tells its owner, on the owner's thread and from within the call that caused it.
     *
     * @param <T> remote addresses
     */
    interface Listener<T extends IceTuple> {
        /** Sends these bytes, which are valid only during the call. */
        void send(byte[] buffer, int offset, int length, T tuple);

        /** {@code tuple} is authenticated from now on. */
        void tupleAdded(T tuple);

        /** {@code tuple} is no longer authenticated: it was replaced or removed. */
        void tupleRemoved(T tuple);

        /** {@code tuple} is where to send from now on. */
        void tupleSelected(T tuple);

        /** After a restart the peer uses the new credentials: this username fragment no longer names the session. */
        void usernameFragmentRetired(String usernameFragment);

        /** The peer does not answer: no pair worked, or consent ran out. Only from a controlling agent. */
        void failed();
    }
}
