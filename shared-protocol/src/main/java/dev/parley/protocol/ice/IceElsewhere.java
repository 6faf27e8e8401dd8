package dev.parley.protocol.ice;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stands for an agent outside this library that finds the path and keeps it: the owner feeds no STUN here, and takes
 * datagrams only from tuples that the agent vouches for.
 *
 * @param <T> remote addresses
 */
public final class IceElsewhere<T extends IceTuple> implements IceAgent<T> {
    private final Listener<T> listener;
    private Optional<T> selected = Optional.empty();

    /** An agent that has found nothing yet. */
    public IceElsewhere(Listener<T> listener) {
        this.listener = listener;
    }

    /** {@code tuple} is where to send, and the only one to receive from, from now on. */
    public void select(T tuple) {
        if (selected.filter(tuple::equals).isPresent()) {
            return;
        }
        selected.ifPresent(listener::tupleRemoved);
        selected = Optional.of(tuple);
        listener.tupleAdded(tuple);
        listener.tupleSelected(tuple);
    }

    @Override
    public IceResult handle(byte[] buffer, int offset, int length, long nowNanos, T tuple) {
        return IceResult.UNEXPECTED;
    }

    @Override
    public void poll(long nowNanos) {
        // The agent outside has timers of its own.
    }

    @Override
    public long nextPollNanos() {
        return NEVER;
    }

    @Override
    public boolean isAuthenticated(T tuple) {
        return selected.filter(tuple::equals).isPresent();
    }

    @Override
    public Optional<T> selectedTuple() {
        return selected;
    }

    /** Always empty: consent is the business of the agent outside. */
    @Override
    public OptionalLong lastAuthenticatedNanos() {
        return OptionalLong.empty();
    }

    @Override
    public void removeTuple(T tuple, long nowNanos) {
        if (isAuthenticated(tuple)) {
            selected = Optional.empty();
            listener.tupleRemoved(tuple);
        }
    }
}
