package dev.parley.desktop.call;

import dev.parley.desktop.trust.UntrustedServerException;

/** How a stay ended by itself. */
sealed interface Ending {
    /** The server would not have us. */
    record Refused(String code, String message) implements Ending {}

    /** The server is not known to be who it says. */
    record Untrusted(UntrustedServerException server) implements Ending {}

    /** Something was lost. */
    record Lost(CallState.Cause cause) implements Ending {}
}
