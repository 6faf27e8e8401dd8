package dev.parley.sfu.acme;

import dev.parley.sfu.configuration.AcmeChallenge;
import dev.parley.sfu.tls.ServerIdentity;
import java.util.List;

/** Issues certificates. */
interface Authority {
    /**
     * Orders a certificate with a new key and waits for it, a few minutes at most.
     *
     * @param domains the names it is for
     * @param proof how the names are shown to be this server's
     * @throws AcmeFailure when there is none
     * @throws InterruptedException when the server ends
     */
    ServerIdentity order(List<String> domains, AcmeChallenge proof) throws AcmeFailure, InterruptedException;
}
