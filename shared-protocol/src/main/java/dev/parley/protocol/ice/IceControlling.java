package dev.parley.protocol.ice;

import dev.parley.protocol.stun.StunClass;
import dev.parley.protocol.stun.StunKey;
import dev.parley.protocol.stun.StunMessage;
import dev.parley.protocol.stun.StunWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The small controlling agent of a client towards a lite server (RFC 8445): it checks every remote candidate, uses the
 * first that answers, moves to a better one that answers later, and renews consent every five seconds (RFC 7675).
 *
 * <p>Until a pair works every check nominates, which saves a round trip; afterwards only those of the selected pair do.
 * The server is lite: requests from it are not expected, and are not answered.
 *
 * @param <T> remote addresses
 */
public final class IceControlling<T extends IceTuple> implements IceAgent<T> {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;
    /** RFC 7675, section 5.1: five seconds between checks of consent, give or take a fifth. */
    private static final long CONSENT_INTERVAL = 5 * SECOND;

    private static final long CONSENT_JITTER = SECOND;
    /** RFC 7675, section 5.1; as long may the first answer take. */
    private static final long EXPIRY = 30 * SECOND;
    /** A selected pair without an answer for this long is given up for any other that works. */
    private static final long SUSPICION = 8 * SECOND;

    private static final int ROLE_CONFLICT = 487;
    /** A peer-reflexive candidate of the first component and the highest local preference (RFC 8445, section 5.1.2.1). */
    private static final long PRIORITY = (110L << 24) | (0xffff << 8) | 255;

    private final RandomGenerator random;
    private final Listener<T> listener;
    private final StunMessage response = new StunMessage();
    private final StunWriter writer = new StunWriter();
    private final List<IceCheck<T>> checks = new ArrayList<>();
    private String localFragment;
    private byte[] username;
    private StunKey remoteKey;
    private long tieBreaker;
    private @Nullable IceCheck<T> selected;
    private Optional<T> selectedTuple = Optional.empty();
    private boolean started;
    private boolean authenticated;
    private boolean failed;
    /** When the peer last answered; before that, when checking began. */
    private long aliveNanos;

    /** An agent without remote candidates; {@code random} must be unpredictable outside tests. */
    public IceControlling(IceCredentials local, IceCredentials remote, RandomGenerator random, Listener<T> listener) {
        this.random = random;
        this.listener = listener;
        this.tieBreaker = random.nextLong();
        this.localFragment = local.usernameFragment();
        this.username = username(remote, local);
        this.remoteKey = new StunKey(remote.password());
    }

    private static byte[] username(IceCredentials remote, IceCredentials local) {
        return (remote.usernameFragment() + ":" + local.usernameFragment()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Adds a remote candidate, checked at the next {@link #poll}.
     *
     * @param priority the candidate's priority; of several pairs that work the highest is used
     */
    public void addRemote(T tuple, long priority, long nowNanos) {
        IceCheck<T> check = new IceCheck<>(tuple, priority);
        check.schedule(random, nowNanos);
        checks.add(check);
        if (!started) {
            started = true;
            aliveNanos = nowNanos;
        }
    }

    /** Restarts with both sides' new credentials; the selected pair stays in use while it is checked again. */
    public void restart(IceCredentials local, IceCredentials remote, long nowNanos) {
        String retired = localFragment;
        localFragment = local.usernameFragment();
        username = username(remote, local);
        remoteKey = new StunKey(remote.password());
        failed = false;
        aliveNanos = nowNanos;
        checkAll(nowNanos);
        listener.usernameFragmentRetired(retired);
    }

    private void checkAll(long nowNanos) {
        for (IceCheck<T> check : checks) {
            check.schedule(random, nowNanos);
        }
    }

    @Override
    public void poll(long nowNanos) {
        if (failed || !started) {
            return;
        }
        long silence = nowNanos - aliveNanos;
        if (silence >= EXPIRY) {
            failed = true;
            listener.failed();
            return;
        }
        IceCheck<T> suspect = selected;
        if (suspect != null && checks.size() > 1 && nowNanos - suspect.answeredNanos >= SUSPICION) {
            // Its place goes to the first pair that answers; the tuple stays the one to send to until then.
            selected = null;
            checkAll(nowNanos);
        }
        for (int i = 0; i < checks.size(); i++) {
            IceCheck<T> check = checks.get(i);
            if (check.dueNanos - nowNanos <= 0) {
                send(check, nowNanos);
            }
        }
    }

    private void send(IceCheck<T> check, long nowNanos) {
        check.sent(nowNanos);
        writer.startRequest(check.transactionId)
                .username(username)
                .iceControlling(tieBreaker)
                .priority(PRIORITY);
        if (selected == null || selected == check) {
            writer.useCandidate();
        }
        listener.send(writer.buffer(), 0, writer.finish(remoteKey), check.tuple);
    }

    @Override
    public long nextPollNanos() {
        if (failed || !started) {
            return NEVER;
        }
        long next = aliveNanos + EXPIRY;
        IceCheck<T> current = selected;
        if (current != null && checks.size() > 1) {
            next = earlier(next, current.answeredNanos + SUSPICION);
        }
        for (int i = 0; i < checks.size(); i++) {
            next = earlier(next, checks.get(i).dueNanos);
        }
        return next;
    }

    private static long earlier(long a, long b) {
        return a - b <= 0 ? a : b;
    }

    @Override
    public IceResult handle(byte[] buffer, int offset, int length, long nowNanos, T tuple) {
        if (!response.parse(buffer, offset, length)) {
            return IceResult.MALFORMED;
        }
        StunClass messageClass = response.messageClass();
        if (messageClass == StunClass.REQUEST
                || messageClass == StunClass.INDICATION
                || response.method() != StunMessage.BINDING) {
            return IceResult.UNEXPECTED;
        }
        IceCheck<T> check = answered(tuple);
        if (check == null || !remoteKey.verifies(response)) {
            return IceResult.UNAUTHENTICATED;
        }
        if (messageClass == StunClass.ERROR) {
            if (response.errorCode() == ROLE_CONFLICT) {
                // A lite peer cannot control: the roles stay, the tie is broken anew (RFC 8445, section 7.2.5.1).
                tieBreaker = random.nextLong();
                check.schedule(random, check.dueNanos);
            }
            return IceResult.ACCEPTED;
        }
        succeeded(check, nowNanos);
        return IceResult.ACCEPTED;
    }

    /** The check this response answers: its transaction, and from where it was sent to (RFC 8445, section 7.2.5.2.1). */
    private @Nullable IceCheck<T> answered(T tuple) {
        for (int i = 0; i < checks.size(); i++) {
            IceCheck<T> check = checks.get(i);
            if (check.pending && response.hasTransactionId(check.transactionId) && check.tuple.equals(tuple)) {
                return check;
            }
        }
        return null;
    }

    private void succeeded(IceCheck<T> check, long nowNanos) {
        authenticated = true;
        aliveNanos = nowNanos;
        check.answeredNanos = nowNanos;
        long jitter = random.nextLong(-CONSENT_JITTER, CONSENT_JITTER + 1);
        check.schedule(random, nowNanos + CONSENT_INTERVAL + jitter);
        if (!check.authenticated) {
            check.authenticated = true;
            listener.tupleAdded(check.tuple);
        }
        IceCheck<T> before = selected;
        if (before == null || check.priority > before.priority) {
            selected = check;
            if (checks.size() > 1) {
                // Other checks may have nominated meanwhile: this one has the last word, at once.
                check.dueNanos = nowNanos;
            }
            if (selectedTuple.isEmpty() || !selectedTuple.get().equals(check.tuple)) {
                selectedTuple = Optional.of(check.tuple);
                listener.tupleSelected(check.tuple);
            }
        }
    }

    @Override
    public void removeTuple(T tuple, long nowNanos) {
        if (!checks.removeIf(check -> check.tuple.equals(tuple))) {
            return;
        }
        listener.tupleRemoved(tuple);
        if (selected != null && selected.tuple.equals(tuple)) {
            selected = null;
            selectedTuple = Optional.empty();
            checkAll(nowNanos);
        }
    }

    @Override
    public boolean isAuthenticated(T tuple) {
        for (int i = 0; i < checks.size(); i++) {
            IceCheck<T> check = checks.get(i);
            if (check.authenticated && check.tuple.equals(tuple)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<T> selectedTuple() {
        return selectedTuple;
    }

    @Override
    public OptionalLong lastAuthenticatedNanos() {
        return authenticated ? OptionalLong.of(aliveNanos) : OptionalLong.empty();
    }
}
