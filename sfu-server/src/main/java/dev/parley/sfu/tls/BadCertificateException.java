package dev.parley.sfu.tls;

/** A certificate or key that cannot be used. Its message is one line for the operator. */
public final class BadCertificateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Which of the two files is to be mended. */
    public enum Part {
        CERTIFICATE,
        KEY
    }

    private final Part part;
    private final String problem;

    BadCertificateException(Part part, String problem) {
        super(problem);
        this.part = part;
        this.problem = problem;
    }

    /** One line for the operator, as the message. */
    String problem() {
        return problem;
    }

    /** Which of the two it is. */
    public Part part() {
        return part;
    }
}
