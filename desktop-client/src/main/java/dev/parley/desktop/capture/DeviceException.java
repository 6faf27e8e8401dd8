package dev.parley.desktop.capture;

/** A device cannot be used. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** With words for the log, in English. */
    public DeviceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** With what the system said. */
    public DeviceException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What a person is told. */
    public Reason reason() {
        return reason;
    }

    /** Why a device cannot be used. */
    public enum Reason {
        /** The machine has none of the kind. */
        NONE_THERE,
        /** The one that was chosen is not there, or not any more. */
        UNPLUGGED,
        /** It is there, but another program has it, or the system does not allow it. */
        CANNOT_OPEN
    }
}
