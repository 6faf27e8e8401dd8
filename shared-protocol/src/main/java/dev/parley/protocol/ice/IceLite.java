package dev.parley.protocol.ice;

import dev.parley.protocol.stun.StunClass;
import dev.parley.protocol.stun.StunKey;
import dev.parley.protocol.stun.StunMessage;
import dev.parley.protocol.stun.StunWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The lite agent of a server (RFC 8445, section 2.5): it answers checks and never makes any.
 *
 * <p>A check without the right credentials is dropped in silence: no answer to probe for, no state, no end of a session.
 * The first authenticated tuple is selected at once, so that a handshake need not wait; a nomination selects another.
 *
 * @param <T> remote addresses
 */
public final class IceLite<T extends IceTuple> implements IceAgent<T> {
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int ROLE_CONFLICT = 487;

    private final Listener<T> listener;
    private final StunMessage request = new StunMessage();
    private final StunWriter writer = new StunWriter();
    private final AuthenticatedTuples<T> tuples = new AuthenticatedTuples<>();
    private Local current;
    private @Nullable Local next;
    private Optional<T> selected = Optional.empty();
    private long highestNomination = -1;
    private boolean authenticated;
    private long lastAuthenticatedNanos;

    /** Credentials in the form a check needs them. */
    private static final class Local {
        final String usernameFragment;
        /** A check's USERNAME is the receiver's fragment, a colon and the sender's fragment. */
        final byte[] usernamePrefix;

        final StunKey key;

        Local(IceCredentials credentials) {
            usernameFragment = credentials.usernameFragment();
            usernamePrefix = (usernameFragment + ":").getBytes(StandardCharsets.UTF_8);
            key = new StunKey(credentials.password());
        }
    }

    /** An agent that knows no tuple yet. */
    public IceLite(IceCredentials local, Listener<T> listener) {
        this.current = new Local(local);
        this.listener = listener;
    }

    @Override
    public IceResult handle(byte[] buffer, int offset, int length, long nowNanos, T tuple) {
        if (!request.parse(buffer, offset, length)) {
            return IceResult.MALFORMED;
        }
        if (request.messageClass() != StunClass.REQUEST || request.method() != StunMessage.BINDING) {
            return IceResult.UNEXPECTED;
        }
        Local local = addressed();
        if (local == null || !local.key.verifies(request)) {
            return IceResult.UNAUTHENTICATED;
        }
        if (local == next) {
            retireCurrent(local);
        }
        if (request.unknownAttributes() > 0) {
            writer.startResponse(StunClass.ERROR, request).errorCode(UNKNOWN_ATTRIBUTE, "Unknown Attribute");
            writer.unknownAttributes(request);
            return refuse(local, tuple);
        }
        if (request.iceControlled()) {
            // A lite agent cannot take the controlling role, so the other side has to (RFC 8445, section 7.3.1.1).
            writer.startResponse(StunClass.ERROR, request).errorCode(ROLE_CONFLICT, "Role Conflict");
            return refuse(local, tuple);
        }
        accept(tuple, nowNanos);
        writer.startResponse(StunClass.SUCCESS, request).mappedAddress(tuple.address(), tuple.port());
        listener.send(writer.buffer(), 0, writer.finish(local.key), tuple);
        return IceResult.ANSWERED;
    }

    /** The credentials a request claims to use. */
    private @Nullable Local addressed() {
        if (request.usernameStartsWith(current.usernamePrefix)) {
            return current;
        }
        Local fresh = next;
        return fresh != null && request.usernameStartsWith(fresh.usernamePrefix) ? fresh : null;
    }

    private IceResult refuse(Local local, T tuple) {
        listener.send(writer.buffer(), 0, writer.finish(local.key), tuple);
        return IceResult.REFUSED;
    }

    private void accept(T tuple, long nowNanos) {
        authenticated = true;
        lastAuthenticatedNanos = nowNanos;
        if (tuples.touch(tuple, nowNanos)) {
            listener.tupleAdded(tuple);
        }
        if (selected.isEmpty() || nominates()) {
            select(tuple);
        }
        tuples.evict(selected.orElse(tuple)).ifPresent(listener::tupleRemoved);
    }

    /** Whether this check nominates its pair, and no newer nomination was seen. */
    private boolean nominates() {
        long nomination = request.nomination();
        if (!request.useCandidate() || (nomination >= 0 && nomination < highestNomination)) {
            return false;
        }
        highestNomination = Math.max(highestNomination, nomination);
        return true;
    }

    private void select(T tuple) {
        if (selected.isEmpty() || !selected.get().equals(tuple)) {
            selected = Optional.of(tuple);
            listener.tupleSelected(tuple);
        }
    }

    /**
     * Begins an ICE restart (RFC 8445, section 9). The old credentials stay valid until the peer first uses the new ones,
     * and media flows on over the old tuple meanwhile.
     */
    public void restart(IceCredentials fresh) {
        Local unused = next;
        next = new Local(fresh);
        if (unused != null) {
            listener.usernameFragmentRetired(unused.usernameFragment);
        }
    }

    private void retireCurrent(Local fresh) {
        String retired = current.usernameFragment;
        current = fresh;
        next = null;
        highestNomination = -1;
        listener.usernameFragmentRetired(retired);
    }

    @Override
    public void removeTuple(T tuple, long nowNanos) {
        if (!tuples.remove(tuple)) {
            return;
        }
        listener.tupleRemoved(tuple);
        if (selected.isPresent() && selected.get().equals(tuple)) {
            selected = Optional.empty();
            tuples.newest().ifPresent(this::select);
        }
    }

    @Override
    public boolean isAuthenticated(T tuple) {
        return tuples.contains(tuple);
    }

    @Override
    public Optional<T> selectedTuple() {
        return selected;
    }

    @Override
    public OptionalLong lastAuthenticatedNanos() {
        return authenticated ? OptionalLong.of(lastAuthenticatedNanos) : OptionalLong.empty();
    }

    @Override
    public void poll(long nowNanos) {
        // A lite agent has nothing to say of its own accord.
    }

    @Override
    public long nextPollNanos() {
        return NEVER;
    }
}
