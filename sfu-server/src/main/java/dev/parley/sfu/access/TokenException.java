package dev.parley.sfu.access;

/** A token that lets nobody in. It carries no stack trace: it is no fault of ours. */
public final class TokenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final TokenProblem problem;

    TokenException(TokenProblem problem) {
        super(problem.sentence(), null, false, false);
        this.problem = problem;
    }

    /** What is wrong with it. */
    public TokenProblem problem() {
        return problem;
    }
}
