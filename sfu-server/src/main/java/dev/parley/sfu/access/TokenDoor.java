package dev.parley.sfu.access;

import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.sfu.room.Admission;
import dev.parley.sfu.room.Door;
import dev.parley.sfu.room.RequestRefused;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of a server that has a secret: some rooms open with a token only. A token that is given is checked at the
 * other rooms as well, for the name and the role in it; a bad one is refused there too, rather than taken for none.
 */
public final class TokenDoor implements Door {
    private static final Logger LOG = LoggerFactory.getLogger(TokenDoor.class);

    private final JoinTokens tokens;
    private final RoomPatterns guarded;
    private final Map<TokenProblem, LongAdder> refused = new EnumMap<>(TokenProblem.class);

    /**
     * @param guarded the rooms that open with a token only
     */
    public TokenDoor(JoinTokens tokens, RoomPatterns guarded) {
        this.tokens = tokens;
        this.guarded = guarded;
        for (TokenProblem problem : TokenProblem.values()) {
            refused.put(problem, new LongAdder());
        }
    }

    @Override
    public Admission admit(ClientMessage.JoinRoom request) throws RequestRefused {
        try {
            return admission(request);
        } catch (TokenException e) {
            TokenProblem problem = e.problem();
            count(problem).increment();
            LOG.atInfo().addKeyValue("room", request.roomId()).log("a peer was kept out: {}", problem.word());
            throw new RequestRefused(problem.code(), problem.sentence());
        }
    }

    private Admission admission(ClientMessage.JoinRoom request) throws TokenException {
        if (!request.token().isEmpty()) {
            TokenGrant grant = tokens.check(request.token(), request.roomId());
            String name = grant.name().isEmpty() ? request.displayName() : grant.name();
            return new Admission(name, Optional.of(grant.role()));
        }
        if (guarded.matches(request.roomId())) {
            throw new TokenException(TokenProblem.MISSING);
        }
        return new Admission(request.displayName(), Optional.empty());
    }

    /** How often somebody was kept out for this reason since the start. Thread: any. */
    public long refused(TokenProblem problem) {
        return count(problem).sum();
    }

    private LongAdder count(TokenProblem problem) {
        LongAdder count = refused.get(problem);
        if (count == null) {
            throw new IllegalStateException("there is a count for each problem");
        }
        return count;
    }
}
