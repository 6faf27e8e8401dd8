package dev.parley.sfu.acme;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why an order brought no certificate. The message is one line for the operator. */
final class AcmeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofProof;
    private final transient Optional<Instant> notBefore;

    private AcmeFailure(String sentence, boolean ofProof, Optional<Instant> notBefore, @Nullable Throwable cause) {
        super(sentence.replaceAll("\\s+", " "), cause);
        this.ofProof = ofProof;
        this.notBefore = notBefore;
    }

    AcmeFailure(String sentence, Throwable cause) {
        this(sentence, false, Optional.empty(), cause);
    }

    AcmeFailure(String sentence) {
        this(sentence, false, Optional.empty(), null);
    }

    /** The authority could not see that a name is this server's: another kind of proof may do. */
    static AcmeFailure ofProof(String sentence) {
        return new AcmeFailure(sentence, true, Optional.empty(), null);
    }

    /** The authority wants to be left alone until then. */
    static AcmeFailure until(Optional<Instant> notBefore, String sentence, Throwable cause) {
        return new AcmeFailure(sentence, false, notBefore, cause);
    }

    boolean isOfProof() {
        return ofProof;
    }

    /** When the authority may be asked again, if it said so. */
    Optional<Instant> notBefore() {
        return notBefore;
    }
}
