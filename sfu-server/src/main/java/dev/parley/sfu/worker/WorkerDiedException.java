package dev.parley.sfu.worker;

/** The Worker that was asked has ended. */
public final class WorkerDiedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkerDiedException(String worker) {
        super(worker + " has ended");
    }
}
